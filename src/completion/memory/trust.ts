import type { Around } from './around';
import { placesSay, type Evidence } from './evidence';
import model from './trust.json';

/** A split: which feature, up to which value to the left, and where to go on; a leaf: `[value]`. */
type Node = readonly number[];

/** The trees ask for features by their place in this list. */
const features: Readonly<Record<string, (evidence: Evidence, around: Around, text: string) => number>> = {
  placesSay,
  agreement: ({ agreement }) => agreement,
  matchLength: ({ matchLength }) => matchLength,
  places: ({ places }) => places,
  here: ({ here }) => here,
  sameNext: ({ sameNext }) => Number(sameNext),
  equal: ({ analogy }) => analogy?.equal ?? 0,
  above: ({ analogy }) => analogy?.above ?? 0,
  lines: ({ analogy }) => analogy?.lines ?? 0,
  below: ({ analogy }) => Number(analogy?.below ?? false),
  renamed: ({ analogy }) => analogy?.renamed.length ?? 0,
  unknownNames: ({ analogy }, _, text) => analogy?.renamed.filter((name) => !text.includes(name)).length ?? 0,
  distance: ({ analogy }) => analogy?.distance ?? 0,
  strength: ({ strength }) => strength,
  analogies: ({ analogies }) => analogies,
  share: ({ share }) => share,
  isBlankLine: (_, { linePrefix }) => Number(linePrefix === ''),
  length: ({ text }) => text.length,
};
export const featureNames: readonly string[] = Object.keys(features);
const featureList = Object.values(features);

export function featuresOf(evidence: Evidence, around: Around, text: string): readonly number[] {
  return featureList.map((feature) => feature(evidence, around, text));
}

/**
 * The chance, 0 to 1, that the text is exactly what the line goes on with: gradient-boosted trees (Friedman 2001), fitted
 * and checked as docs/lab/analogy.md says. `text` is the whole document's.
 */
export function trustIn(evidence: Evidence, around: Around, text: string): number {
  const values = featuresOf(evidence, around, text);
  let score = model.base;
  for (const tree of model.trees) score += leafOf(tree, values);
  return 1 / (1 + Math.exp(-score));
}

function leafOf(tree: readonly Node[], values: readonly number[]): number {
  let node = tree[0];
  while (node && node.length > 1) {
    const isLeft = (values[node[0] ?? 0] ?? 0) <= (node[1] ?? 0);
    node = tree[(isLeft ? node[2] : node[3]) ?? 0];
  }
  return node?.[0] ?? 0;
}
