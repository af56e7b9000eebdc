import { describe, expect, test } from 'vitest';

import { fitSnippets } from '../../../src/completion/prompt/fitSnippets';
import { filesAsComments } from '../../../src/completion/prompt/otherFiles';
import type { Snippet } from '../../../src/completion/request';
import { estimateTokens } from './ask';

function snippet(path: string, text: string, score: number): Snippet {
  return { path, languageId: 'typescript', text, score, collector: 'test' };
}

describe('snippets that do not fit', () => {
  const texts = ['a'.repeat(400), 'b'.repeat(400), 'c'.repeat(400)];
  const three = texts.map((text, index) => snippet(text.charAt(0), text, [1, 3, 2][index] ?? 0));
  const fitting = (room: number): string =>
    fitSnippets(three, room, estimateTokens)
      .map(({ path }) => path)
      .join('');

  test('leave the best, in the order in which they came', () => {
    expect(fitting(1000)).toBe('abc');
    expect(fitting(210)).toBe('bc');
    expect(fitting(110)).toBe('b');
  });

  test('are none when there is no room', () => {
    expect(fitting(0)).toBe('');
  });

  test('give way to the first lines of the best one when each is too long', () => {
    const long = snippet('long.ts', 'line();\n'.repeat(100), 1);
    const [cut] = fitSnippets([long], 50, estimateTokens);
    expect(cut?.text).toMatch(/^(?:line\(\);\n){10,24}$/);
  });
});

test('a style sheet has block comments only, which a file in them cannot end', () => {
  expect(
    filesAsComments(
      { layout: 'psm', files: 'comments', fileHeader: 'path', repo: false },
      [snippet('a.css', 'a { } /* a */\n', 1)],
      { languageId: 'css', path: 'b.css' },
    ),
  ).toBe('/*\na.css\na { } /* a \n*/\n');
});
