import { describe, expect, test } from 'vitest';

import type { FimFormat } from '../../../src/completion/ports';
import type { Anchor } from '../../../src/completion/prompt/anchor';
import { anchored, ask, inkling, show } from './ask';

const layouts: readonly (readonly [string, FimFormat])[] = [
  ['spm-contiguous', inkling],
  ['psm', anchored],
];

/** Asks at each drawing in turn, as an editor would, and checks that each prompt is the last one and what was typed. */
function types(fim: FimFormat, ...drawings: readonly string[]): void {
  let anchor: Anchor | undefined;
  let last = '';
  for (const drawing of drawings) {
    const built = ask(drawing, { fim }, anchor);
    const now = show(built.prompt);
    if (anchor) {
      expect(built.anchor).toBe(anchor);
      expect(now.length).toBeGreaterThan(last.length);
      expect(now.slice(0, last.length)).toBe(last);
    }
    anchor = built.anchor;
    last = now;
  }
}

describe.each(layouts)('%s grows only at its end', (_name, fim) => {
  test('letter by letter', () => {
    types(fim, 'a();\nb█\nc();\n', 'a();\nba█\nc();\n', 'a();\nbar█\nc();\n');
  });

  test('when the editor closes a bracket', () => {
    types(fim, 'a();\nbar█\nc();\n', 'a();\nbar(█)\nc();\n', 'a();\nbar(x█)\nc();\n');
  });

  test('when a closer that the editor has put there is typed over', () => {
    types(fim, 'bar(x█)\nc();\n', 'bar(x)█\nc();\n', 'bar(x);█\nc();\n');
  });

  test('on Enter with indentation', () => {
    types(
      fim,
      'if (x) {█}\nc();\n',
      'if (x) {\n  █\n}\nc();\n',
      'if (x) {\n  b█\n}\nc();\n',
      'if (x) {\n  b();\n  █\n}\nc();\n',
    );
  });

  test('when a completion of several lines is accepted', () => {
    types(fim, 'f(█)\nc();\n', 'f({\n  a: 1,\n  b: 2,\n}█)\nc();\n', 'f({\n  a: 1,\n  b: 2,\n})█\nc();\n');
  });

  test('before more code on the same line', () => {
    types(fim, 'f(█, b);\nc();\n', 'f(a█, b);\nc();\n', 'f(a(█), b);\nc();\n');
  });

  test('at the end of the file', () => {
    types(fim, 'a();\n█', 'a();\nb█', 'a();\nb()█', 'a();\nb()\n█');
  });

  test('inside nested blocks, whose closers stay where they are', () => {
    types(
      fim,
      'a {\n  b {\n    c█\n  }\n}\n',
      'a {\n  b {\n    c {█}\n  }\n}\n',
      'a {\n  b {\n    c {\n      █\n    }\n  }\n}\n',
    );
  });
});

describe.each(layouts)('%s keeps its anchor', (_name, fim) => {
  test('on backspace', () => {
    const first = ask('a();\nbar█\nc();\n', { fim });
    const second = ask('a();\nb█\nc();\n', { fim }, first.anchor);
    expect(second.anchor).toBe(first.anchor);
    expect(show(first.prompt)).toBe(`${show(second.prompt)}ar`);
  });

  test('when a new snippet list says the same', () => {
    const snippet = { path: 'x.ts', languageId: 'typescript', text: 'x\n', score: 1, collector: 'test' };
    const first = ask('a█\n', { fim, snippets: [snippet] });
    expect(ask('ab█\n', { fim, snippets: [{ ...snippet }] }, first.anchor).anchor).toBe(first.anchor);
  });
});

describe.each(layouts)('%s takes a new anchor', (_name, fim) => {
  const isNew = (before: string, after: string): boolean => {
    const first = ask(before, { fim });
    return ask(after, { fim }, first.anchor).anchor !== first.anchor;
  };

  test('when the caret jumps down', () => {
    expect(isNew('a█();\nb();\nc();\n', 'a();\nb();\nc█();\n')).toBe(true);
  });

  test('when the caret jumps up', () => {
    expect(isNew('a();\nb();\nc█();\n', 'a█();\nb();\nc();\n')).toBe(true);
  });

  test('when the caret leaves a block', () => {
    expect(isNew('a {\n  b█\n}\nc();\n', 'a {\n  b\n}█\nc();\n')).toBe(true);
  });

  test('when the text after the cursor changes', () => {
    expect(isNew('a█\nb();\nc();\n', 'a█\nb();\nd();\n')).toBe(true);
  });

  test('when the text at the end of the file changes', () => {
    expect(isNew('a█\nb', 'a█\nbc')).toBe(true);
  });

  test('when a closer after the cursor is deleted', () => {
    expect(isNew('a {\n  b█\n}\n}\nc();\n', 'a {\n  b█\n}\nc();\n')).toBe(true);
  });

  test('when other files are offered', () => {
    const snippet = { path: 'x.ts', languageId: 'typescript', text: 'x\n', score: 1, collector: 'test' };
    const first = ask('a█\n', { fim });
    expect(ask('a█\n', { fim, snippets: [snippet] }, first.anchor).anchor).not.toBe(first.anchor);
  });
});

test.each(layouts)('%s, at the very start of a file that begins with a blank line', (_name, fim) => {
  const shown = show(ask('█\nfoo();\n', { fim }).prompt);
  expect(shown).toContain('<suffix>\nfoo();\n<');
  expect(shown).toMatch(/(?:prefix|middle)>$/);
});

test('psm reads the line of a cut-off word in one piece, behind the middle token', () => {
  const { prompt } = ask('a();\n  bar█\nc();\n', { fim: anchored });
  expect(prompt.at(-2)).toEqual({ control: 'middle' });
  expect(prompt.at(-1)).toEqual({ text: '  bar' });
});

test('psm moves its anchor after enough typing, and not before', () => {
  let anchor: Anchor | undefined;
  let anchors = 0;
  let typed = '';
  for (let line = 0; line < 200; line += 1) {
    typed += 'again();\n';
    const built = ask(`start();\n${typed}█\nend();\n`, { fim: anchored }, anchor);
    if (built.anchor !== anchor) anchors += 1;
    anchor = built.anchor;
  }
  // 200 lines of 9 characters, 4 to a token, an anchor each 160 tokens: 1800 / 640
  expect(anchors).toBe(3);
});

test.each(layouts)('%s: a caret that comes back finds the prompt that it left', (_name, fim) => {
  const there = ask('a();\nb█\nc();\nd();\n', { fim });
  const elsewhere = ask('a();\nb\nc();\nd(█);\n', { fim }, there.anchor);
  expect(elsewhere.anchor).not.toBe(there.anchor);
  const back = ask('a();\nb█\nc();\nd();\n', { fim }, elsewhere.anchor, there.anchor);
  expect(back.anchor).toBe(there.anchor);
  expect(back.prompt).toEqual(there.prompt);
});

test('the outline is looked for when the anchor is new, and by no key typed forward', () => {
  let asked = 0;
  const outline = () => {
    asked += 1;
    return undefined;
  };
  const budget = { prefix: 20, suffix: 4, snippets: 0, completion: 8 };
  const above = 'someWhere(toGo, forSure);\n'.repeat(8);
  const { anchor } = ask(`${above}b█`, { outline, budget });
  expect(asked).toBe(1);
  expect(ask(`${above}ba█`, { outline, budget }, anchor).anchor).toBe(anchor);
  expect(asked).toBe(1);
});
