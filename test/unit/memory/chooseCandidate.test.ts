import { describe, expect, test } from 'vitest';

import { surePart } from '../../../src/completion/memory/surePart';
import type { Profile } from '../../../src/completion/request';
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
    const chosen = chooseCandidate(written(['a(', 0.5], ['b)', 0.5], ['\nc', 0.01]), undefined, 'balanced');
    expect(chosen).toMatchObject({ text: 'a(b)\nc', source: 'model' });
    expect(chosen.confidence).toBeCloseTo(0.25);
  });

  test('the surer one is taken', () => {
    expect(chooseCandidate(written(['a', 0.3]), proposal('b', 0.6), 'balanced')).toMatchObject({
      text: 'b',
      source: 'memory',
    });
    expect(chooseCandidate(written(['a', 0.9]), proposal('b', 0.6), 'balanced')).toMatchObject({
      text: 'a',
      source: 'model',
    });
  });

  test('a model too unsure to be shown does not silence the memory', () => {
    expect(chooseCandidate(written(['a', 0.35]), proposal('b', 0.3), 'balanced')).toMatchObject({
      text: 'b',
      source: 'memory',
    });
  });

  test('where both say the same line the model goes on, and the surer one vouches for it', () => {
    const chosen = chooseCandidate(written(['a;', 0.2], ['\nb;', 0.9]), proposal('a;', 0.7), 'balanced');
    expect(chosen).toEqual({ text: 'a;\nb;', source: 'memory', confidence: 0.7 });
  });

  test('a model that says nothing leaves the word to the memory', () => {
    expect(chooseCandidate(written(), proposal('b', 0.2), 'balanced')).toMatchObject({
      text: 'b',
      source: 'memory',
    });
  });
});

describe('silence', () => {
  test('is not for a body, which begins with a line break', () => {
    const chosen = chooseCandidate(
      written(['\n  ', 0.9], ['a();', 0.8], ['\n}', 0.1]),
      undefined,
      'balanced',
    );
    expect(chosen.confidence).toBeCloseTo(0.72);
    expect(isSureEnough(chosen, 'balanced')).toBe(true);
  });

  test('falls below the threshold of the source', () => {
    expect(isSureEnough({ text: 'a', source: 'memory', confidence: 0.15 }, 'balanced')).toBe(true);
    expect(isSureEnough({ text: 'a', source: 'model', confidence: 0.15 }, 'balanced')).toBe(false);
    expect(isSureEnough({ text: 'a', source: 'memory', confidence: 0.05 }, 'balanced')).toBe(false);
  });
});

describe('the tail', () => {
  const cut = (profile: Profile, ...tokens: [string, number][]): string => {
    const all = written(...tokens);
    return surePart(chooseCandidate(all, undefined, profile), all, profile).text;
  };

  test('ends with the last line of which the model is sure', () => {
    const tokens: [string, number][] = [
      ['if (a) {', 0.9],
      ['\n  b();', 0.7],
      ['\n  c', 0.5],
      ['();', 0.3],
      ['\n}', 0.9],
    ];
    expect(cut('calm', ...tokens)).toBe('if (a) {\n  b();');
    expect(cut('balanced', ...tokens)).toBe('if (a) {\n  b();');
    expect(cut('eager', ...tokens)).toBe('if (a) {\n  b();\n  c();');
  });

  test('is left out whole, never the first line', () => {
    expect(cut('balanced', ['a', 0.5], ['();\n', 0.5], ['b', 0.1], [';', 0.9])).toBe('a();');
  });

  test('stays where the model is sure of it', () => {
    expect(cut('calm', ['\n', 0.9], ['a();', 0.8], ['\nb();', 0.9], ['\nc();\n', 0.9])).toBe(
      '\na();\nb();\nc();\n',
    );
  });

  test('is not cut from what the memory says by itself: it is one line', () => {
    const all = written(['x', 0.1], ['\ny', 0.1]);
    const candidate = chooseCandidate(all, proposal('b', 0.6), 'calm');
    expect(surePart(candidate, all, 'calm').text).toBe('b');
  });
});

test('a calm profile shows less than an eager one', () => {
  const sure = (profile: Profile, source: 'memory' | 'model', confidence: number): boolean =>
    isSureEnough({ text: 'a', source, confidence }, profile);
  for (const [source, confidence] of [
    ['memory', 0.06],
    ['memory', 0.15],
    ['model', 0.3],
    ['model', 0.5],
  ] as const) {
    const shown = (['calm', 'balanced', 'eager'] as const).map((profile) =>
      sure(profile, source, confidence),
    );
    expect(shown).toEqual(shown.toSorted());
    expect([shown[0], shown[2]]).toEqual([false, true]);
  }
});
