import { afterEach, describe, expect, test } from 'vitest';

import { stopAt } from '../../../src/completion/generation/stopRules';
import { polish } from '../../../src/completion/polish/polish';
import { rules, type Rule } from '../../../src/completion/request';
import { parseSettings } from '../../../src/extension/settings';
import { readRules, textsOf } from '../../golden/rules/readCases';
import { atDrawing, parseDrawing } from '../marks';
import { openDocument, Stage, type Options } from './stage';

const stages: Stage[] = [];

function stageOf(script: ConstructorParameters<typeof Stage>[0]): Stage {
  const stage = new Stage(script);
  stages.push(stage);
  return stage;
}

afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.engine.dispose();
});

test('nobody sets what is left out', () => {
  const answers: Readonly<Record<string, unknown>> = { without: ['memory'] };
  expect(parseSettings((key) => answers[key]).settings.completion.without).toBeUndefined();
});

const shapes = [
  { shape: 'line', maxLines: 1 },
  { shape: 'block', maxLines: 4 },
  { shape: 'block', maxLines: 20 },
] as const;

/** What the golden cases of these rules say that a model writes, each with every shape. */
const golden = readRules().flatMap(({ name, cases: all }) =>
  (/^(?:polish|stop|shape|validity)/.test(name) ? all : []).flatMap(({ languageId, steps: [first] }) =>
    shapes.map((shape) => ({
      written: textsOf(first, 'written')[0] ?? '',
      at: atDrawing(first.document.replace(/\n$/, ''), { languageId, ...shape }),
    })),
  ),
);

const noBody = { languageId: 'python', shape: 'block', maxLines: 20 } as const;
const cases = [...golden, { written: '\ndef g(a):', at: atDrawing('def f(a):█', noBody) }];

const named = (kind: string): readonly Rule[] => rules.filter((rule) => rule.startsWith(`${kind}:`));

describe('of what models write', () => {
  test.each(named('stop'))('%s cuts some, and none when it is left out', (rule) => {
    const cutters = (without?: readonly Rule[]): readonly (string | undefined)[] =>
      cases.map(({ written, at }) => stopAt(`${written}\n`, { ...at, ...(without && { without }) })?.rule);
    const name = rule.slice('stop:'.length);
    expect(cutters()).toContain(name);
    expect(cutters([rule])).not.toContain(name);
  });

  test.each(named('polish'))('%s changes some, and none when it is left out', (rule) => {
    const cuts = (without?: readonly Rule[]): ReadonlySet<string> =>
      new Set(
        cases.flatMap(({ written, at }) =>
          // A token limit may fall into a character.
          [written, `${written}\ud83d`].flatMap(
            (text) => polish(text, { ...at, ...(without && { without }) }, 'limit').cuts,
          ),
        ),
      );
    const name = rule.slice('polish:'.length);
    expect(cuts()).toContain(name);
    expect(cuts([rule])).not.toContain(name);
  });
});

/** What the model is asked, and what is shown, with all rules and without one. */
async function bothWays(
  rule: Rule,
  play: (stage: Stage, options: Options) => Promise<unknown>,
  script: ConstructorParameters<typeof Stage>[0] = '1;\n',
): Promise<readonly [unknown, unknown]> {
  const results: unknown[] = [];
  for (const settings of [{}, { without: [rule] }]) {
    const stage = stageOf(script);
    results.push(await play(stage, { settings }));
  }
  return [results[0], results[1]];
}

const asked = ({ model }: Stage): readonly string[] =>
  model.calls.map(({ prompt }) =>
    prompt.map((part) => ('text' in part ? part.text : `<${part.control}>`)).join(''),
  );

describe('without', () => {
  test('the cache, what is typed through is asked anew', async () => {
    const play = async (stage: Stage, options: Options): Promise<unknown> => {
      await stage.complete('const x = █', options);
      await stage.complete('const x = 1█', options);
      return stage.reasons();
    };
    expect(await bothWays('cache', play)).toEqual([
      ['model', 'cache'],
      ['model', 'joined'],
    ]);
    const [, neither] = await bothWays('join', async (stage, { settings }) => {
      const without: readonly Rule[] = [...(settings?.without ?? []), 'cache'];
      await stage.complete('const x = █', { settings: { without } });
      await stage.complete('const x = 1█', { settings: { without } });
      return stage.reasons();
    });
    expect(neither).toEqual(['model', 'model']);
  });

  test('backspacing, what was deleted is asked anew', async () => {
    const play = async (stage: Stage, options: Options): Promise<unknown> => {
      await stage.complete('const x = ab█', options);
      await stage.complete('const x = a█', options);
      return stage.reasons().at(-1);
    };
    expect(await bothWays('backspaced', play, 'c;\n')).toEqual(['cache', 'model']);
  });

  test('the memory, the model is alone', async () => {
    const play = async (stage: Stage, options: Options): Promise<unknown> => {
      const shown = await stage.complete('price = lookUp(article);\ntotal();\nprice = lookUp(█', options);
      return { source: shown?.source, draft: stage.model.calls[0]?.limits.draft };
    };
    const script = { text: 'other);\n', logProbability: -9 };
    expect(await bothWays('memory', play, script)).toEqual([
      { source: 'memory', draft: 'article);' },
      { source: undefined, draft: undefined },
    ]);
    expect(await bothWays('memory-draft', play, script)).toEqual([
      { source: 'memory', draft: 'article);' },
      { source: 'memory', draft: undefined },
    ]);
  });

  test('the gate, the unsure is shown', async () => {
    const play = async (stage: Stage, options: Options): Promise<unknown> =>
      (await stage.complete('const x = █', { settings: { ...options.settings, learn: false } }))?.text;
    expect(await bothWays('gate', play, { text: '1;\n', logProbability: -9 })).toEqual([undefined, '1;']);
  });

  test('blocks, an empty body gets a line', async () => {
    const play = async (stage: Stage, options: Options): Promise<unknown> =>
      (await stage.complete('function f() {\n    █\n}', options))?.text;
    const script = 'one();\n    two();\n}';
    expect(await bothWays('block', play, script)).toEqual(['one();\n    two();', 'one();']);
  });

  test('growth, a line that opens a block stays one', async () => {
    const play = async (stage: Stage, options: Options): Promise<unknown> => {
      await stage.complete('const x = 1;\nif█', options);
      return stage.model.calls[0]?.limits.maxLines;
    };
    expect(await bothWays('growth', play, ' (x) {\n    y();\n}\n')).toEqual([10, 1]);
  });

  test('validity, a text that breaks the document is shown', async () => {
    const play = async (stage: Stage, options: Options): Promise<unknown> =>
      (await stage.complete('const x = 1;\nlet y = █;\nf();', options))?.text;
    expect(await bothWays('validity', play, '* / 2')).toEqual([undefined, '* / 2']);
  });

  test('the suffix, the model reads what is before the cursor', async () => {
    const play = async (stage: Stage, options: Options): Promise<unknown> => {
      await stage.complete('const x = █\nafter();', options);
      return asked(stage);
    };
    expect(await bothWays('suffix', play)).toEqual([
      ['<suffix>\nafter();<prefix>const x = '],
      ['<suffix><prefix>const x = '],
    ]);
  });

  test('redaction, a secret is read', async () => {
    const { prefix } = parseDrawing("const token = 'ghp_0123456789abcdefghij0123';\nconst x = █");
    const play = async (stage: Stage, options: Options): Promise<unknown> => {
      await stage.complete(`${prefix}█`, options);
      return asked(stage)[0]?.includes('ghp_');
    };
    expect(await bothWays('redaction', play)).toEqual([false, true]);
  });

  test('open files, nothing of them is read', async () => {
    const play = async (stage: Stage, options: Options): Promise<unknown> => {
      Object.assign(stage.model, { fim: { ...stage.model.fim, files: 'tokens' } });
      const rest = 'export function priceOf(article) {\n  return prices.get(article);\n}\n'.repeat(3);
      stage.openDocuments = [openDocument('prices.ts', rest)];
      await stage.complete(
        "import { priceOf } from './prices';\nconst price = priceOf(article, prices);\n█",
        options,
      );
      return asked(stage)[0]?.includes('export function');
    };
    expect(await bothWays('imports', play)).toEqual([true, true]);
    expect(await bothWays('open-windows', play)).toEqual([true, true]);
    const [, neither] = await bothWays('imports', (stage, { settings }) =>
      play(stage, { settings: { without: [...(settings?.without ?? []), 'open-windows'] } }),
    );
    expect(neither).toBe(false);
  });
});
