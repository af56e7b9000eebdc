import { describe, expect, test } from 'vitest';

import type { Budget } from '../../../src/completion/prompt/budget';
import { elide } from '../../../src/completion/prompt/elide';
import type { Outline } from '../../../src/completion/syntax/outline';
import { anchored, ask, estimateTokens, inkling, show } from './ask';

const tight: Budget = { prefix: 100, suffix: 20, snippets: 20, completion: 16 };
const numbered = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, index) => `line(${from + index});\n`).join('');

describe.each([inkling, anchored])('a long file in layout $layout', (fim) => {
  test('keeps within the budget, and the cursor at its end', () => {
    for (let typed = 0; typed < 80; typed += 7) {
      const { prompt } = ask(`${numbered(0, typed * 10)}cursor█\n${numbered(0, 300)}`, {
        fim,
        budget: tight,
      });
      expect(estimateTokens(show(prompt).replace(/<\w+>/g, ''))).toBeLessThanOrEqual(140 + 8);
      expect(prompt.findLast((part) => 'text' in part)).toEqual({
        text: expect.stringMatching(/cursor$/),
      });
    }
  });

  test('moves the start of its window in large steps while the user types on', () => {
    let previous = ask(`${numbered(0, 100)}█`, { fim, budget: tight }).anchor;
    const starts = new Set<number>();
    for (let typed = 1; typed < 100; typed += 1) {
      previous = ask(`${numbered(0, 100 + typed)}█`, { fim, budget: tight }, previous).anchor;
      starts.add(previous.start);
    }
    expect(starts.size).toBeGreaterThan(4);
    expect(starts.size).toBeLessThan(25); // 100 lines of 3 tokens, a quarter of 120 tokens for each step
  });

  test('keeps its window when the machine slows down and the budget shrinks', () => {
    const wide = { ...tight, prefix: 400 };
    const { anchor } = ask(`${numbered(0, 200)}█`, { fim, budget: wide });
    expect(ask(`${numbered(0, 200)}li█`, { fim, budget: tight }, anchor).anchor).toBe(anchor);
    // Somewhere else the smaller budget counts.
    const elsewhere = ask(`${numbered(0, 150)}█\n${numbered(150, 200)}`, { fim, budget: tight }, anchor);
    expect(estimateTokens(show(elsewhere.prompt))).toBeLessThan(200);
  });
});

test('a file that fits is there from its first line', () => {
  expect(show(ask('first();\nlast█();\n').prompt)).toContain('<prefix>first();\nlast');
});

test('a cut window begins with a whole line', () => {
  expect(show(ask(`${numbered(0, 500)}last█`, { budget: tight }).prompt)).toMatch(/<prefix>line\(\d+\);\n/);
});

test('a cut suffix ends with a whole line', () => {
  expect(show(ask(`x█\n${numbered(0, 500)}`, { budget: tight }).prompt)).toMatch(
    /<suffix>\n.*line\(\d\);\n<prefix>/s,
  );
});

test('one line that is longer than the budget is cut at its far end, between characters', () => {
  const { prompt } = ask(`${'😀'.repeat(5000)}x█`, { budget: tight });
  const text = show(prompt);
  expect(text).toMatch(/<prefix>(?:😀)+x$/u);
});

const shop = `import { tax } from './tax';

export class Shop {
  sum = 0;

  first(a: number): number {
    const twice = a * 2;
    return twice + tax(twice) + this.sum + 100_000;
  }

  second(b: number): number {
    const half = b / 2;
    return half + tax(half) + this.sum + 200_000;
  }

  third(c: number): number {
    const square = c * c;
    return █
  }
}
`;

/** An outline from quotations: of imports, of headers with their delimiter, of bodies between delimiters. */
function outline(imports: string, scopes: readonly string[], bodies: readonly string[]): Outline {
  const text = shop.replace('█', '');
  const range = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
  return {
    imports: [range(imports)],
    scopes: scopes.map((header) => ({
      start: range(header).start,
      bodyStart: range(header).end,
      end: text.length,
      kind: 'other',
    })),
    bodies: bodies.map(range),
  };
}

const shopOutline = outline(
  `import { tax } from './tax';`,
  ['export class Shop {', '  third(c: number): number {'],
  [
    '\n    const twice = a * 2;\n    return twice + tax(twice) + this.sum + 100_000;\n  ',
    '\n    const half = b / 2;\n    return half + tax(half) + this.sum + 200_000;\n  ',
  ],
);

/** The text before the cursor in at most `room` characters. */
function fit(room: number, given: Outline | undefined = shopOutline): string {
  const offset = shop.indexOf('█');
  const { head, start } = elide(shop.replace('█', ''), offset, given, room, '// ...');
  const text = head + shop.slice(start, offset);
  expect(text.length).toBeLessThanOrEqual(room);
  return text;
}

describe('what does not fit is elided', () => {
  test('first the farthest sibling’s body', () => {
    expect(fit(300)).toBe(`import { tax } from './tax';

export class Shop {
  sum = 0;

  first(a: number): number {
    // ...
  }

  second(b: number): number {
    const half = b / 2;
    return half + tax(half) + this.sum + 200_000;
  }

  third(c: number): number {
    const square = c * c;
    return `);
  });

  test('then what is neither import nor the header of an enclosing scope', () => {
    expect(fit(280)).toBe(`import { tax } from './tax';
export class Shop {
  first(a: number): number {
    // ...
  }

  second(b: number): number {
    const half = b / 2;
    return half + tax(half) + this.sum + 200_000;
  }

  third(c: number): number {
    const square = c * c;
    return `);
  });

  test('then the nearer bodies, and what has lost its beginning', () => {
    expect(fit(200)).toBe(`import { tax } from './tax';
export class Shop {
  second(b: number): number {
    // ...
  }

  third(c: number): number {
    const square = c * c;
    return `);
  });

  test('without an outline all but the nearest lines', () => {
    const { head, start } = elide('one();\ntwo();\nthree();\nfo', 26, undefined, 20, '// ...');
    expect({ head, start }).toEqual({ head: '', start: 7 });
  });
});

test('a body whose brace closes on its last line stays: a comment there would swallow the brace', () => {
  const body = ' first(1000000); second(2000000);\n  third(3000000); fourth(4000000); ';
  const text = `function f() {${body}}\n\nfunction g() {\n  retu`;
  const given: Outline = { imports: [], scopes: [], bodies: [{ start: 14, end: 14 + body.length }] };
  expect(elide(text, text.length, given, 80, '// ...').head).not.toContain('...');
});

test('a Python body is folded to an ellipsis', () => {
  const text =
    'def f(a):\n    first = a + 1\n    second = first * 2 - a\n    return second + first\n\n\ndef g(b):\n    return f(b';
  const start = text.indexOf(':\n') + 1;
  const body = { start, end: text.indexOf('\n\n\ndef g') };
  const given: Outline = { imports: [], scopes: [], bodies: [body] };
  const { prompt } = ask('█', {
    snapshot: { uri: 'file:///a.py', path: 'a.py', languageId: 'python', version: 1, text },
    offset: text.length,
    outline: () => given,
    budget: { prefix: 22, suffix: 0, snippets: 0, completion: 8 },
  });
  expect(show(prompt)).toContain('def f(a):\n    ...\n\n\ndef g(b):\n    return f(b');
});
