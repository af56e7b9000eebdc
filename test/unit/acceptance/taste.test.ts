import { describe, expect, test } from 'vitest';

import { featuresOf, type Scene } from '../../../src/completion/acceptance/features';
import { leastChance, Taste } from '../../../src/completion/acceptance/taste';
import { mostLearned, mostNames, parseTaste, tasteText } from '../../../src/completion/acceptance/tasteData';
import type { Profile } from '../../../src/completion/request';

const usual: Scene = {
  languageId: 'typescript',
  shape: 'line',
  source: 'memory',
  confidence: 0.4,
  place: 'code',
  text: 'customer, { withHistory: true });',
  linePrefix: '  const customer = await shop.find(order.',
  lineSuffix: '',
  medianPauseMs: undefined,
};
const pythonBlock: Scene = {
  ...usual,
  languageId: 'python',
  shape: 'block',
  text: '    return value\n    # more\n',
};
const pythonLine: Scene = { ...usual, languageId: 'python' };

/** Moments of one day, in an order that does not change: blocks and lines of two languages. */
const typescriptBlock: Scene = { ...usual, shape: 'block' };
const day: readonly Scene[] = [usual, pythonBlock, pythonLine, typescriptBlock].flatMap((scene) =>
  [0.2, 0.35, 0.5, 0.65].map((confidence) => ({ ...scene, confidence })),
);

/** Somebody who answers to what they see; what is not shown can't be answered. */
function live(
  taste: Taste,
  accepts: (scene: Scene) => boolean,
  events: number,
  profile: Profile = 'balanced',
) {
  let shown = 0;
  let line = 0;
  let rounds = 0;
  while (shown < events && rounds < 10_000) {
    rounds += 1;
    const scene = day[rounds % day.length] ?? usual;
    line += 1;
    const { features, isWanted } = taste.judge(featuresOf(scene), profile, `line ${line}`);
    if (!isWanted) continue;
    shown += 1;
    taste.learn(features, accepts(scene));
  }
  return { shown, rounds };
}

/** The share of such moments in which something is shown, on new lines, with nothing more to learn from. */
function shownShare(taste: Taste, scenes: readonly Scene[]): number {
  const lines = Array.from({ length: 80 }, (_, line) => scenes[line % scenes.length] ?? usual);
  const wanted = lines.filter(
    (scene, line) => taste.judge(featuresOf(scene), 'balanced', `other ${line}`).isWanted,
  );
  return wanted.length / lines.length;
}

const isPythonBlock = ({ languageId, shape }: Scene): boolean => languageId === 'python' && shape === 'block';
const pythonBlocks = day.filter(isPythonBlock);
const others = day.filter((scene) => !isPythonBlock(scene));

describe('somebody who has just begun', () => {
  test('sees what either is sure of', () => {
    expect(shownShare(new Taste(), [usual])).toBe(1);
    expect(shownShare(new Taste(), [{ ...usual, source: 'model', confidence: 0.6 }])).toBe(1);
  });

  test('is asked for more certainty in a calm profile than in an eager one', () => {
    const taste = new Taste();
    const shown = (profile: Profile): number =>
      [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9].filter(
        (confidence) =>
          taste.chance(featuresOf({ ...usual, text: 'ab', confidence })) >= leastChance[profile],
      ).length;
    expect(shown('calm')).toBeLessThan(shown('eager'));
  });
});

describe('somebody who rejects all blocks in Python and accepts the rest', () => {
  const taste = new Taste();
  live(taste, (scene) => !isPythonBlock(scene), 60);

  test('sees few of them after they have rejected a dozen', () => {
    expect(taste.data.rejected).toBeLessThanOrEqual(15);
    expect(shownShare(taste, pythonBlocks)).toBeLessThanOrEqual(0.4);
  });

  test('sees one in eight of those that are not sure', () => {
    const unsure = pythonBlocks.filter(({ confidence }) => confidence < 0.6);
    expect(shownShare(taste, unsure)).toBeLessThanOrEqual(0.2);
  });

  test('goes on seeing everything else, lines in Python too', () => {
    expect(shownShare(taste, others)).toBe(1);
  });

  test('is shown one now and then, and won back when they accept it', () => {
    expect(shownShare(taste, pythonBlocks)).toBeGreaterThan(0);
    const { rounds } = live(taste, () => true, 80);
    expect(rounds).toBeLessThan(200);
    expect(shownShare(taste, pythonBlocks)).toBe(1);
  });
});

test('somebody who accepts everything sees everything, and what is unsure too, within thirty answers', () => {
  const taste = new Taste();
  const unsure = { ...usual, confidence: 0.12 };
  const before = taste.chance(featuresOf(unsure));
  live(taste, () => true, 30);
  expect(shownShare(taste, day)).toBe(1);
  expect(taste.chance(featuresOf(unsure))).toBeGreaterThan(before);
});

test('somebody who rejects everything is left alone within thirty answers, but never for good', () => {
  const taste = new Taste();
  live(taste, () => false, 30);
  expect(shownShare(taste, day)).toBeLessThan(0.3);
  live(taste, () => false, 2_000);
  expect(shownShare(taste, day)).toBeGreaterThanOrEqual(0.1);
});

test('the keys of one line are one occasion', () => {
  const taste = new Taste();
  live(taste, () => false, 200);
  const asked = Array.from(
    { length: 40 },
    () => taste.judge(featuresOf(usual), 'balanced', 'one line').isWanted,
  );
  expect(new Set(asked).size).toBe(1);
});

describe('what was learned', () => {
  test('is the same when it has been kept and read', () => {
    const taste = new Taste();
    live(taste, isPythonBlock, 40);
    const read = parseTaste(tasteText(taste.data));
    expect(read).toEqual(taste.data);
    expect(new Taste(read).chance(featuresOf(usual))).toBe(taste.chance(featuresOf(usual)));
  });

  test('holds no code and no paths: names of features, and numbers', () => {
    const taste = new Taste();
    live(taste, () => true, 30);
    expect(tasteText(taste.data)).not.toMatch(/customer|withHistory|line \d/);
  });

  test('stays within bounds, whatever comes', () => {
    const taste = new Taste();
    for (let event = 0; event < 3_000; event += 1) {
      const scene = { ...usual, languageId: `language${event % 500}` };
      taste.learn(featuresOf(scene), event % 7 === 0);
    }
    const weights = Object.values(taste.data.learned);
    expect(weights.length).toBeLessThanOrEqual(mostNames);
    expect(Math.max(...weights.map(Math.abs))).toBeLessThanOrEqual(mostLearned);
  });

  test.each([
    '',
    'null',
    '{"format":1}',
    '{"format":2,"accepted":1,"rejected":1,"mood":0.5,"learned":{}}',
    '{"format":1,"accepted":-1,"rejected":1,"mood":0.5,"learned":{}}',
    '{"format":1,"accepted":1,"rejected":1,"mood":7,"learned":{}}',
    '{"format":1,"accepted":1,"rejected":1,"mood":0.5,"learned":{"always":99}}',
    '{"format":1,"accepted":1,"rejected":1,"mood":0.5,"learned":{"always":"much"}}',
    '{"format":1,"accepted":1,"rejected":1,"mood":0.5,"learned":[]}',
  ])('is not read from %j', (text) => {
    expect(parseTaste(text)).toBeUndefined();
  });
});
