import type { Around } from './around';
import { placesSay, type AlikeSide, type Evidence } from './evidence';
import model from './trust.json';

/** The trees ask for features by their place in this list. */
const features: Readonly<Record<string, (evidence: Evidence, around: Around, text: string) => number>> = {
  placesSay,
  agreement: ({ agreement }) => agreement,
  matchLength: ({ matchLength }) => matchLength,
  places: ({ places }) => places,
  here: ({ here }) => here,
  sameNext: ({ sameNext }) => Number(sameNext),
  equal: ({ alikeHere }) => alikeHere.best?.equal ?? 0,
  above: ({ alikeHere }) => alikeHere.best?.above ?? 0,
  lines: ({ alikeHere }) => alikeHere.best?.lines ?? 0,
  below: ({ alikeHere }) => Number(alikeHere.best?.below ?? false),
  renamed: ({ alikeHere }) => alikeHere.best?.renamed.length ?? 0,
  unknownNames: ({ alikeHere }, _, text) => unknownNames(alikeHere, text),
  distance: ({ alikeHere }) => alikeHere.best?.distance ?? 0,
  strength: ({ alikeHere }) => alikeHere.strength,
  analogies: ({ alikeHere }) => alikeHere.count,
  share: ({ alikeHere }) => alikeHere.share,
  isBlankLine: (_, { linePrefix }) => Number(linePrefix === ''),
  length: ({ text }) => text.length,
  equalElsewhere: ({ alikeElsewhere }) => alikeElsewhere.best?.equal ?? 0,
  aboveElsewhere: ({ alikeElsewhere }) => alikeElsewhere.best?.above ?? 0,
  linesElsewhere: ({ alikeElsewhere }) => alikeElsewhere.best?.lines ?? 0,
  belowElsewhere: ({ alikeElsewhere }) => Number(alikeElsewhere.best?.below ?? false),
  renamedElsewhere: ({ alikeElsewhere }) => alikeElsewhere.best?.renamed.length ?? 0,
  unknownNamesElsewhere: ({ alikeElsewhere }, _, text) => unknownNames(alikeElsewhere, text),
  strengthElsewhere: ({ alikeElsewhere }) => alikeElsewhere.strength,
  analogiesElsewhere: ({ alikeElsewhere }) => alikeElsewhere.count,
  shareElsewhere: ({ alikeElsewhere }) => alikeElsewhere.share,
};
export const featureNames: readonly string[] = Object.keys(features);
const featureList = Object.values(features);

/** How many names in the place of others `text`, the whole document, does not have. */
function unknownNames({ best }: AlikeSide, text: string): number {
  return best?.renamed.filter((name) => !text.includes(name)).length ?? 0;
}

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
  for (const root of trees.roots) score += leafFrom(root, values);
  return 1 / (1 + Math.exp(-score));
}

/** The nodes of all trees one behind the other: a split is its feature, a leaf is -1. */
interface Trees {
  readonly roots: readonly number[];
  readonly features: Int32Array;
  /** Up to which value a split goes to the left; a leaf's value. */
  readonly values: Float64Array;
  readonly lefts: Int32Array;
  readonly rights: Int32Array;
}

const trees = flattened(model.trees);

/** In the file a split is `[feature, most, left, right]`, counted within its tree, and a leaf is `[value]`. */
function flattened(all: readonly (readonly (readonly number[])[])[]): Trees {
  const nodes = all.flatMap((tree, index) => {
    const first = all.slice(0, index).reduce((sum, { length }) => sum + length, 0);
    return tree.map((node) => ({ node, first }));
  });
  const column = (of: (node: readonly number[], first: number) => number): readonly number[] =>
    nodes.map(({ node, first }) => of(node, first));
  return {
    roots: [...new Set(column((_, first) => first))],
    features: Int32Array.from(column((node) => (node.length > 1 ? (node[0] ?? 0) : -1))),
    values: Float64Array.from(column((node) => (node.length > 1 ? node[1] : node[0]) ?? 0)),
    lefts: Int32Array.from(column((node, first) => first + (node[2] ?? 0))),
    rights: Int32Array.from(column((node, first) => first + (node[3] ?? 0))),
  };
}

function leafFrom(root: number, values: readonly number[]): number {
  let node = root;
  for (;;) {
    const value = trees.values[node] ?? 0;
    const feature = trees.features[node] ?? -1;
    if (feature < 0) return value;
    node = ((values[feature] ?? 0) <= value ? trees.lefts[node] : trees.rights[node]) ?? 0;
  }
}
