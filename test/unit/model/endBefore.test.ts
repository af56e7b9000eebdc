import { describe, expect, test } from 'vitest';

import type { Chunk } from '../../../src/completion/ports';
import { endBefore } from '../../../src/model/endBefore';

const prefill = { promptTokens: 3, readTokens: 3, prefillMs: 1 };

/** Answers one token after the other, and tells how far it was asked. */
class Answer {
  readonly #texts: readonly string[];
  asked = 0;
  isClosed = false;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  async *chunks(): AsyncGenerator<Chunk, void> {
    try {
      yield { text: '', tokens: 0, logProbability: 0, prefill };
      for (const [index, text] of this.#texts.entries()) {
        this.asked += 1;
        yield { text, tokens: 1, logProbability: -index };
      }
    } finally {
      this.isClosed = true;
    }
  }
}

async function written(stops: readonly string[], texts: readonly string[]): Promise<readonly string[]> {
  const chunks: Chunk[] = [];
  for await (const chunk of endBefore(stops, new Answer(texts).chunks())) chunks.push(chunk);
  expect(chunks[0]).toEqual({ text: '', tokens: 0, logProbability: 0, prefill });
  return chunks.slice(1).map(({ text }) => text);
}

describe('an answer ends before the first stop', () => {
  test.each<[why: string, stops: string[], texts: string[], expected: string[]]>([
    ['that is a token', ['END'], ['a', 'END', 'b'], ['a']],
    ['that is spread over tokens', ['END'], ['a', ' E', 'N', 'D!', 'b'], ['a', ' ']],
    ['that lies inside a token', [';;'], ['a', 'b;;c', 'd'], ['a', 'b']],
    ['that it begins with', ['END'], ['EN', 'D'], []],
    ['of several', ['END', '\n\n'], ['a', '\n', '\n', 'END'], ['a']],
    ['whichever is written out first', ['abc', 'b'], ['a', 'b', 'c'], ['a']],
    ['that begins again within itself', ['aab'], ['a', 'a', 'a', 'b'], ['a']],
  ])('%s', async (_, stops, texts, expected) => {
    expect(await written(stops, texts)).toEqual(expected);
  });
});

describe('what only looks like a stop is kept', () => {
  test.each<[why: string, stops: string[], texts: string[]]>([
    ['when it goes on otherwise', ['END'], ['a', 'E', 'N', 'T', 'b']],
    ['when the answer ends there', ['END'], ['a', 'E', 'N']],
    ['when there are no stops', [], ['a', 'END']],
  ])('%s', async (_, stops, texts) => {
    expect(await written(stops, texts)).toEqual(texts);
  });
});

test('only what may be a stop waits, and nothing is asked for behind one', async () => {
  const answer = new Answer(['a', 'E', 'x', 'END', 'b']);
  const seen: [text: string, asked: number][] = [];
  for await (const { text, tokens, logProbability } of endBefore(['END'], answer.chunks())) {
    if (tokens > 0) seen.push([`${text}${logProbability}`, answer.asked]);
  }
  expect(seen).toEqual([
    ['a0', 1],
    ['E-1', 3],
    ['x-2', 3],
  ]);
  expect(answer).toMatchObject({ asked: 4, isClosed: true });
});
