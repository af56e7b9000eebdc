/** A byte-level vocabulary: 256 bytes, merged pairs, then tokens that no text is ever split into. */
export interface ByteVocabulary {
  readonly tokens: readonly string[];
  /** 1 for text, 3 for control, 4 for user-defined. */
  readonly types: readonly number[];
  readonly merges: readonly string[];
  id(token: string): number;
}

export const controlTexts = {
  end: '<|endoftext|>',
  prefix: '<|fim_prefix|>',
  suffix: '<|fim_suffix|>',
  middle: '<|fim_middle|>',
  file: '<|file_sep|>',
  repo: '<|repo_name|>',
} as const;

/** How a byte is written in such vocabularies: itself when it can be seen, else a letter from 256 on. */
const letters: readonly string[] = (() => {
  const isSeen = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  let hidden = 0;
  return Array.from({ length: 256 }, (_, byte) => {
    if (isSeen(byte)) return String.fromCharCode(byte);
    hidden += 1;
    return String.fromCharCode(255 + hidden);
  });
})();

/** A text as the vocabulary writes it. */
export function spelled(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => letters[byte]).join('');
}

/** `phrases` become tokens that a model can write; text is never tokenised into them. */
export function byteVocabulary(options: {
  readonly merges?: readonly string[];
  readonly controls: readonly string[];
  readonly phrases?: readonly string[];
  readonly controlsAre?: 'control' | 'user-defined';
}): ByteVocabulary {
  const controlType = options.controlsAre === 'user-defined' ? 4 : 3;
  // A vocabulary without any merge is refused; this pair is in no test's text.
  const merges = options.merges ?? [`${spelled('\u0001')} ${spelled('\u0002')}`];
  const texts = [
    ...letters,
    ...merges.map((merge) => merge.replace(' ', '')),
    ...(options.phrases ?? []).map(spelled),
  ];
  const tokens = [...texts, ...options.controls];
  return {
    tokens,
    types: tokens.map((_, index) => (index < texts.length ? 1 : controlType)),
    merges,
    id: (token) => {
      const control = options.controls.indexOf(token);
      const id = control >= 0 ? texts.length + control : texts.lastIndexOf(spelled(token));
      if (id < 0) throw new Error(`The vocabulary has no ${token}.`);
      return id;
    },
  };
}

const words = / ?[A-Za-z]+|\d| ?[^\sA-Za-z\d]+|\s+(?!\S)|\s+/g;

/** The most frequent pairs of a text, merged one after the other (byte-pair encoding, arXiv 1508.07909). */
export function learnMerges(text: string, count: number): readonly string[] {
  let pieces = (text.match(words) ?? []).map((word) => Array.from(spelled(word)));
  const merges: string[] = [];
  while (merges.length < count) {
    const counts = new Map<string, number>();
    for (const piece of pieces) {
      piece.slice(1).forEach((right, index) => {
        const pair = `${String(piece[index])} ${right}`;
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      });
    }
    const [best] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
    if (!best) break;
    const [pair] = best;
    merges.push(pair);
    pieces = pieces.map((piece) => merged(piece, pair));
  }
  return merges;
}

function merged(piece: readonly string[], pair: string): string[] {
  const out: string[] = [];
  for (const symbol of piece) {
    const last = out.at(-1);
    if (last !== undefined && `${last} ${symbol}` === pair) out[out.length - 1] = last + symbol;
    else out.push(symbol);
  }
  return out;
}
