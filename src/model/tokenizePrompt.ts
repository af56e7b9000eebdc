import type { ControlToken, Prompt } from '../completion/ports';

export interface Vocabulary {
  /** Set when each prompt must begin with it. */
  readonly begin: number | undefined;
  readonly controls: ReadonlyMap<ControlToken, number>;
  textTokens(text: string): readonly number[];
}

/** One stretch of a prompt; adjacent texts are one, because tokens may span their seam. */
type Piece = { readonly control: number; readonly name: ControlToken } | { readonly text: string };

/** An over-long prompt is cut in steps of this share of what it may hold, so that the cut stays put while typing. */
const stepShare = 1 / 8;
/** Few enough that a step is never larger than it is meant to be. */
const charactersPerToken = 2;

/**
 * A prompt as token ids, never more than `limit`. Control tokens that the model does not have are left out.
 * What is too long loses, in this order: the beginning of the text in front of the cursor, down to half of the limit;
 * the end of the text behind the cursor; whole files from elsewhere; at last simply the beginning. The text next to the
 * cursor stays.
 */
export function tokenizePrompt(prompt: Prompt, limit: number, vocabulary: Vocabulary): readonly number[] {
  const pieces = join(prompt, vocabulary.controls);
  const whole = tokensOf(pieces, vocabulary);
  if (whole.length <= limit) return whole;
  return shorten(pieces, whole.length, limit, vocabulary);
}

function join(prompt: Prompt, controls: ReadonlyMap<ControlToken, number>): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const part of prompt) {
    const last = pieces.at(-1);
    if ('control' in part) {
      const control = controls.get(part.control);
      if (control !== undefined) pieces.push({ control, name: part.control });
    } else if (last && 'text' in last) pieces[pieces.length - 1] = { text: last.text + part.text };
    else pieces.push({ text: part.text });
  }
  return pieces;
}

function tokensOf(pieces: readonly Piece[], vocabulary: Vocabulary): readonly number[] {
  const tokens: number[] = vocabulary.begin === undefined ? [] : [vocabulary.begin];
  for (const piece of pieces) {
    if ('control' in piece) tokens.push(piece.control);
    else for (const token of vocabulary.textTokens(piece.text)) tokens.push(token);
  }
  return tokens;
}

function shorten(
  pieces: readonly Piece[],
  length: number,
  limit: number,
  vocabulary: Vocabulary,
): readonly number[] {
  const step = Math.max(1, Math.floor(limit * stepShare));
  let left = pieces;
  let over = length - limit;
  for (const [index, side] of cuttable(pieces)) {
    const piece = left[index];
    if (over <= 0) break;
    if (piece === undefined || !('text' in piece)) continue;
    const size = vocabulary.textTokens(piece.text).length;
    const spare = side === 'front' ? Math.max(0, size - Math.floor(limit / 2)) : size;
    const share = Math.min(over, spare) / Math.max(1, size);
    const text = share === 0 ? piece.text : cutters[side](piece.text, share, step * charactersPerToken);
    left = left.with(index, { text });
    over = tokensOf(left, vocabulary).length - limit;
  }
  const tokens = tokensOf(left, vocabulary);
  return tokens.length <= limit ? tokens : tokens.slice(tokens.length - limit);
}

/** Which texts lose what, in order. */
function cuttable(
  pieces: readonly Piece[],
): readonly (readonly [index: number, side: keyof typeof cutters])[] {
  const after = (name: ControlToken): readonly number[] =>
    pieces.flatMap((piece, index) => ('name' in piece && piece.name === name ? [index + 1] : []));
  const before = pieces.some((piece) => 'name' in piece && piece.name === 'prefix')
    ? after('prefix')
    : [pieces.length - 1];
  return [
    // Characters measure tokens roughly: what a first cut left too long, a second and a third cut.
    ...[...before, ...before, ...before].map((index) => [index, 'front'] as const),
    ...after('suffix').map((index) => [index, 'end'] as const),
    ...after('file').map((index) => [index, 'all'] as const),
  ];
}

/** Cut at least a share of the text, rounded up to whole steps of so many characters, and then to a line. */
const cutters = {
  /** Steps count from the text's beginning, which stays as it is while the text grows at its end. */
  front: (text: string, share: number, step: number): string => {
    const from = Math.min(text.length - 1, Math.ceil((text.length * share) / step) * step);
    const line = text.indexOf('\n', from) + 1;
    return text.slice(line > 0 && line < text.length ? line : from);
  },
  end: (text: string, share: number, step: number): string => {
    const to = Math.max(0, text.length - Math.ceil((text.length * share) / step) * step);
    const line = text.lastIndexOf('\n', to);
    return text.slice(0, line > 0 ? line : to);
  },
  all: (): string => '',
};
