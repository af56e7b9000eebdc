import { describe, expect, test } from 'vitest';

import { chooseCandidate, isSureEnough } from '../../../src/completion/memory/chooseCandidate';
import type { Proposal } from '../../../src/completion/memory/proposal';

/** What the model wrote, each token with its probability. */
function written(...tokens: readonly (readonly [text: string, probability: number])[]) {
  let text = '';
  const logProbabilities = tokens.map(([part, probability]) => {
    text += part;
    return { end: text.length, logProbability: Math.log(probability) };
  });
  return { text, logProbabilities };
}

function proposal(text: string, confidence: number): Proposal {
  return { text, confidence, matchLength: 20, places: 1, agreement: 1 };
}

describe('the model and the memory', () => {
  test('without a proposal the model stands, as sure as its first line', () => {
    const chosen = chooseCandidate(written(['a(', 0.5], ['b)', 0.5], ['\nc', 0.01]), undefined);
    expect(chosen).toMatchObject({ text: 'a(b)\nc', source: 'model' });
    expect(chosen.confidence).toBeCloseTo(0.25);
  });

  test('the surer one is taken', () => {
    expect(chooseCandidate(written(['a', 0.3]), proposal('b', 0.6))).toMatchObject({
      text: 'b',
      source: 'memory',
    });
    expect(chooseCandidate(written(['a', 0.9]), proposal('b', 0.6))).toMatchObject({
      text: 'a',
      source: 'model',
    });
  });

  test('a model too unsure to be shown does not silence the memory', () => {
    expect(chooseCandidate(written(['a', 0.35]), proposal('b', 0.3))).toMatchObject({
      text: 'b',
      source: 'memory',
    });
  });

  test('where both say the same line the model goes on, and the surer one vouches for it', () => {
    const chosen = chooseCandidate(written(['a;', 0.2], ['\nb;', 0.9]), proposal('a;', 0.7));
    expect(chosen).toEqual({ text: 'a;\nb;', source: 'memory', confidence: 0.7 });
  });

  test('a model that says nothing leaves the word to the memory', () => {
    expect(chooseCandidate(written(), proposal('b', 0.2))).toMatchObject({ text: 'b', source: 'memory' });
  });
});

describe('silence', () => {
  test('is not for a body, which begins with a line break', () => {
    const chosen = chooseCandidate(written(['\n  ', 0.9], ['a();', 0.8], ['\n}', 0.1]), undefined);
    expect(chosen.confidence).toBeCloseTo(0.72);
    expect(isSureEnough(chosen)).toBe(true);
  });

  test('falls below the threshold of the source', () => {
    expect(isSureEnough({ text: 'a', source: 'memory', confidence: 0.15 })).toBe(true);
    expect(isSureEnough({ text: 'a', source: 'model', confidence: 0.15 })).toBe(false);
    expect(isSureEnough({ text: 'a', source: 'memory', confidence: 0.05 })).toBe(false);
  });
});
