import type { Features, Shape } from '../request';

/** What is known of a completion and of its place before anybody sees it. */
export interface Scene {
  readonly languageId: string;
  readonly shape: Shape;
  readonly source: 'model' | 'memory';
  /** The estimated chance that the first line is exactly right, 0 to 1. */
  readonly confidence: number;
  readonly place: 'code' | 'comment' | 'string';
  readonly text: string;
  /** The cursor's line before the cursor, and behind it. */
  readonly linePrefix: string;
  readonly lineSuffix: string;
  /** The median pause between two keys, in milliseconds; undefined before there are enough of them. */
  readonly medianPauseMs: number | undefined;
}

/** An unhurried typist's pause between two keys, in milliseconds. */
const usualPauseMs = 200;
/** Characters of which a completion counts as long, and a line as written. */
const longText = 40;

/**
 * Numbers around −1 to 1, by names that the user can read. A name that is left out is 0. Names with a colon are this
 * user's own.
 */
export function featuresOf(scene: Scene): Features {
  const { languageId, shape, source, confidence, place, text, linePrefix, lineSuffix, medianPauseMs } = scene;
  const written = linePrefix.trim().length;
  const lines = text.trimEnd().split('\n').length;
  const firstLine = text.trimStart().split('\n', 1)[0] ?? '';
  const features = {
    always: 1,
    [`${source} says so`]: 1,
    [`sure (${source})`]: logOdds(confidence),
    'first line is long': Math.min(1, firstLine.length / longText),
    'a few characters only': firstLine.trim().length <= 3 ? 1 : 0,
    'several lines': Math.min(1, Math.log2(lines) / 3),
    'nothing on the line yet': written === 0 ? 1 : 0,
    'much on the line already': Math.min(1, written / longText),
    'inside a word': /[\p{L}\p{N}_$]$/u.test(linePrefix) ? 1 : 0,
    'something behind the cursor': lineSuffix.trim() === '' ? 0 : 1,
    'inside a comment': place === 'comment' ? 1 : 0,
    'inside a string': place === 'string' ? 1 : 0,
    'inside a block': /^\s/.test(linePrefix) ? 1 : 0,
    'you type fast': medianPauseMs === undefined ? 0 : Math.tanh(usualPauseMs / medianPauseMs - 1),
    [`language: ${languageId}`]: 1,
    [`${shape} in: ${languageId}`]: 1,
  };
  return Object.fromEntries(Object.entries(features).filter(([, value]) => value !== 0));
}

/** Between −1.5 and 1.5: who is nearly certain differs from who is certain by more than a hundredth. */
function logOdds(confidence: number): number {
  const inside = Math.min(0.99, Math.max(0.01, confidence));
  return Math.log(inside / (1 - inside)) / 3;
}
