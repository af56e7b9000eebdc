import { describe, expect, test } from 'vitest';

import { aroundCursor } from '../../../src/completion/memory/around';
import { none, type AlikeSide, type Evidence } from '../../../src/completion/memory/evidence';
import { featureNames, featuresOf, trustIn } from '../../../src/completion/memory/trust';
import model from '../../../src/completion/memory/trust.json';
import { memoryOf, propose } from './recall';

test('the trees were fitted on these features, in this order', () => {
  expect(model.features).toEqual(featureNames);
});

test('every split names a feature, and both its sides are nodes of the tree', () => {
  for (const tree of model.trees) {
    for (const node of tree.filter(({ length }) => length > 1)) {
      const [feature, , left, right] = node;
      expect(featureNames[feature ?? -1]).toBeDefined();
      expect(tree[left ?? -1] && tree[right ?? -1]).toBeDefined();
    }
  }
});

describe('trust', () => {
  const text = 'open(a);\nsend(a, a.size);\nopen(b);\nsend(b, ';
  const snapshot = { uri: 'file:///a.ts', path: 'a.ts', languageId: 'typescript', version: 1, text };
  const around = aroundCursor(snapshot, text.length);
  const nothing: Evidence = {
    text: 'b.size);',
    matchLength: 0,
    places: 0,
    agreement: 0,
    here: 0,
    sameNext: false,
    alikeHere: none,
    alikeElsewhere: none,
  };
  const analogy = {
    text: 'b.size);',
    equal: 5,
    above: 5,
    lines: 1,
    below: false,
    renamed: ['b'],
    distance: 2,
  };

  const one: AlikeSide = { best: analogy, strength: 12, count: 1, share: 0.5 };
  const many: AlikeSide = { best: analogy, strength: 30, count: 4, share: 1 };

  test('grows with an analogy, and with more of them that come to the same', () => {
    const alone: Evidence = { ...nothing, alikeHere: one };
    const several: Evidence = { ...nothing, alikeHere: many };
    expect(trustIn(alone, around, text)).toBeGreaterThan(trustIn(nothing, around, text));
    expect(trustIn(several, around, text)).toBeGreaterThan(trustIn(alone, around, text));
  });

  test('grows with analogies in other documents, under several lines that are alike more', () => {
    const elsewhere = (lines: number): Evidence => {
      const best = { ...analogy, lines, above: 5 * lines, distance: 1_000 };
      return { ...nothing, alikeElsewhere: { best, strength: 12 + 7 * lines, count: 2, share: 0.9 } };
    };
    expect(trustIn(elsewhere(4), around, text)).toBeGreaterThan(trustIn(elsewhere(1), around, text));
    expect(trustIn(elsewhere(4), around, text)).toBeGreaterThan(0.3);
  });

  test('is a chance', () => {
    const all: AlikeSide = { best: analogy, strength: 99, count: 99, share: 1 };
    expect(trustIn(nothing, around, text)).toBeGreaterThan(0);
    expect(trustIn({ ...nothing, alikeHere: all, alikeElsewhere: all }, around, text)).toBeLessThan(1);
  });

  test.each(['unknownNames', 'unknownNamesElsewhere'])(
    'knows the names that the document does not have: %s',
    (feature) => {
      const at = featureNames.indexOf(feature);
      const side = feature === 'unknownNames' ? 'alikeHere' : 'alikeElsewhere';
      const unseen: AlikeSide = { ...one, best: { ...analogy, renamed: ['unseen'] } };
      expect(featuresOf({ ...nothing, [side]: one }, around, text)[at]).toBe(0);
      expect(featuresOf({ ...nothing, [side]: unseen }, around, text)[at]).toBe(1);
    },
  );
});

describe('the memory proposes by analogy', () => {
  const memory = memoryOf({});
  const drawing = 'this.customer = customer;\nthis.address = address;\nthis.total = █';

  test('surely where several lines say so', () => {
    expect(propose(memory, drawing)).toMatchObject({ text: 'total;', places: 0, matchLength: 0 });
    expect(propose(memory, drawing)?.confidence).toBeGreaterThan(0.5);
  });

  test('what stands in another open file', () => {
    const other =
      'export function readName(input: Input): Name {\n  const parts = input.split();\n  return build(parts, input.name);\n}\n';
    const here =
      'export function readPlace(source: Source): Place {\n  const pieces = source.split();\n  return build(pieces, █';
    expect(propose(memoryOf({ 'names.ts': other }), here)?.text).toBe('source.place);');
    expect(propose(memoryOf({ 'names.py': other }), here)).toBeUndefined();
    expect(propose(memoryOf({ 'current.ts': other }), here)).toBeUndefined();
  });

  test('nothing where several lines end', () => {
    const ended = 'open(a);\nopen(b);\nopen(c);\nopen(d).then(run);\nopen(e);\nopen(f)█';
    expect(propose(memory, ended)?.text ?? '').not.toContain('then');
    expect(propose(memory, 'open(a);\nopen(b);\nopen(c);\nopen(d); run();\nopen(e);█')).toBeUndefined();
  });

  test('with little confidence where it was refused', () => {
    const taught = memoryOf({});
    const before = 'this.address = address;';
    taught.noteVerdict('rejected', { uri: 'file:///current.ts', before, line: 'this.total = total;' });
    expect(propose(taught, drawing)?.confidence ?? 0).toBeLessThan(0.1);
  });

  test('nothing that looks like a secret', () => {
    const key = 'sk_live_4eC39HqLyjWDarjtT1zdp7dc';
    expect(propose(memory, `first.key = "${key}";\nsecond.key = █`)).toBeUndefined();
  });

  test('not when it is left out', () => {
    const text = drawing.replace('█', '');
    const snapshot = { uri: 'file:///c.ts', path: 'c.ts', languageId: 'typescript', version: 1, text };
    const said = (without?: readonly 'analogies'[]) =>
      memory.propose(snapshot, text.length, [], without)?.text;
    expect(said()).toBe('total;');
    expect(said(['analogies'])).not.toBe('total;');
  });
});
