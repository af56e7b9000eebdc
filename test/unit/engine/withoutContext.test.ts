import { afterEach, describe, expect, test } from 'vitest';

import type { Rule } from '../../../src/completion/request';
import { projectOf } from '../../fakes/projectOf';
import { settings as usual, Stage } from './stage';

const stages: Stage[] = [];

afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.engine.dispose();
});

/** What `play` sees with all rules, and without one. */
async function bothWays<T>(
  rule: Rule,
  play: (stage: Stage, without: readonly Rule[]) => Promise<T>,
  script: ConstructorParameters<typeof Stage>[0] = '1;\n',
): Promise<readonly T[]> {
  const seen: T[] = [];
  for (const without of [[], [rule]]) {
    const stage = new Stage(script);
    stages.push(stage);
    seen.push(await play(stage, without));
  }
  return seen;
}

const prompts = ({ model }: Stage): readonly string[] =>
  model.calls.map(({ prompt }) => prompt.map((part) => ('text' in part ? part.text : '')).join(''));

const readsFiles = (stage: Stage): void => {
  Object.assign(stage.model, { fim: { ...stage.model.fim, files: 'tokens' } });
};

describe('without', () => {
  test('the sure tail, all lines of a text are shown', async () => {
    const script = {
      text: 'first();\n  second();\n}\n',
      chunkSizes: [8, 1, 12, 1, 9],
      logProbabilities: [0, 0, -9],
    };
    const play = async (stage: Stage, without: readonly Rule[]) =>
      (await stage.complete('function f() {\n  █\n}', { settings: { without } }))?.text;
    expect(await bothWays('sure-tail', play, script)).toEqual(['first();', 'first();\n  second();']);
  });

  test('the anchor, the beginning of a long file moves with each line', async () => {
    const play = async (stage: Stage, without: readonly Rule[]) => {
      const lines = Array.from({ length: 2_000 }, (_, index) => `const name${index} = ${index};\n`);
      for (const more of [0, 1, 2]) {
        await stage.complete(`${lines.slice(0, 1_900 + more).join('')}const x = █`, {
          settings: { without },
        });
      }
      return new Set(prompts(stage).map((prompt) => prompt.slice(0, 40))).size;
    };
    const [withIt, withoutIt] = await bothWays('anchor', play);
    expect(withIt).toBe(1);
    expect(withoutIt).toBeGreaterThan(1);
  });

  test('elision, the nearest lines are read and no headers far above', async () => {
    const play = async (stage: Stage, without: readonly Rule[]) => {
      const body = Array.from({ length: 400 }, (_, index) => `    const name${index} = ${index};\n`).join('');
      const text = `class Far {\n  one() {\n${body}  }\n  two() {\n${body}    const x = █\n  }\n}\n`;
      await stage.complete(text, { settings: { without } });
      return prompts(stage)[0]?.includes('class Far {');
    };
    expect(await bothWays('elision', play)).toEqual([true, false]);
  });

  test('windows of files that are not open, they are not read', async () => {
    const play = async (stage: Stage, without: readonly Rule[]) => {
      readsFiles(stage);
      const rest = 'const price = priceOf(article, prices);\nsend(price, article);\n'.repeat(4);
      stage.shelves = projectOf({ 'far.ts': rest }).shelves();
      await stage.complete('const price = priceOf(article, prices);\n█', { settings: { without } });
      return prompts(stage)[0]?.includes('send(price');
    };
    expect(await bothWays('project-windows', play)).toEqual([true, false]);
  });

  test('declarations, what a name means is not read', async () => {
    const play = async (stage: Stage, without: readonly Rule[]) => {
      readsFiles(stage);
      stage.shelves = projectOf({ 'far.ts': 'export interface Rate {\n  perYear: number;\n}\n' }).shelves();
      await stage.complete('const rate: Rate = █', { settings: { without } });
      return prompts(stage)[0]?.includes('perYear');
    };
    expect(await bothWays('declarations', play)).toEqual([true, false]);
  });

  test('recent edits, what was changed in another file is not read', async () => {
    const play = async (stage: Stage, without: readonly Rule[]) => {
      readsFiles(stage);
      const text = 'const price = priceOf(article);\nsend(price);\n';
      stage.recentEdits = [{ uri: 'file:///a.ts', path: 'a.ts', languageId: 'typescript', text }];
      await stage.complete('const price = █', { settings: { without } });
      return prompts(stage)[0]?.includes('send(price)');
    };
    expect(await bothWays('recent-edits', play)).toEqual([true, false]);
  });

  test('healing, the model is told to leave the end of the prompt as it is', async () => {
    const play = async (stage: Stage, without: readonly Rule[]) => {
      await stage.complete('const x = █', { settings: { without } });
      return stage.model.calls[0]?.limits.heals;
    };
    expect(await bothWays('healing', play)).toEqual([undefined, false]);
  });

  test('the warm-up, nothing is read where the caret rests', async () => {
    const play = async (stage: Stage, without: readonly Rule[]) => {
      const request = stage.requestAt('const x = █');
      const settings = { ...usual, speculate: true, without };
      await stage.engine.warm(request, settings, new AbortController().signal);
      return stage.model.calls.length;
    };
    expect(await bothWays('warm-up', play)).toEqual([1, 0]);
  });

  test('work ahead, a slow model writes nothing behind what is shown', async () => {
    const play = async (stage: Stage, without: readonly Rule[]) => {
      stage.model.speed = { prefillTokensPerSecond: 160, decodeTokensPerSecond: 40 };
      await stage.complete('x = █\n', { settings: { speculate: true, without } });
      for (let round = 0; round < 20; round += 1) await stage.clock.advance(10);
      return stage.model.calls.length;
    };
    expect(await bothWays('ahead', play)).toEqual([2, 1]);
  });
});
