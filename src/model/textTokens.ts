type Tokenize = (text: string) => readonly number[];

/** Segments are about this long: short enough that tokenising the last one is nothing, long enough to be few. */
const segmentLength = 512;
/** All cached segments together, in characters: several prompts of a large context window. */
const cachedCharacters = 256 * 1024;

/**
 * Where a text may be cut in two so that the halves' tokens are the whole's: before a single blank between two words.
 * Every byte-level tokeniser splits a text into pieces first and merges bytes within a piece only; a word's piece
 * begins with the blank in front of it, and no piece looks further back or ahead than a run of blanks. Line breaks are
 * not such places: some tokenisers put them into the piece before, and some count the blanks that follow.
 */
const betweenWords = /[A-Za-z0-9] (?=[A-Za-z])/g;

/**
 * Tokenises texts of which most was seen before: a prompt changes at its end with each keystroke. Long texts are cut
 * into segments at places that depend on what precedes them only, so that typing leaves all but the last as they were.
 */
export class TextTokens {
  readonly #tokenize: Tokenize;
  readonly #segmented: boolean;
  readonly #cache = new Map<string, readonly number[]>();
  #characters = 0;

  /** `byteLevel`: see `betweenWords`. A vocabulary of another kind is asked for the whole text each time. */
  constructor(tokenize: Tokenize, byteLevel: boolean) {
    this.#tokenize = tokenize;
    this.#segmented = byteLevel;
  }

  of(text: string): readonly number[] {
    const tokens: number[] = [];
    let start = 0;
    for (const end of this.#segmented ? cuts(text) : []) {
      append(tokens, this.#remembered(text.slice(start, end)));
      start = end;
    }
    append(tokens, this.#tokenize(text.slice(start)));
    return tokens;
  }

  #remembered(segment: string): readonly number[] {
    const known = this.#cache.get(segment);
    // Taken out and put back, so that the map's first entry is the one that was not asked for longest.
    if (known) this.#cache.delete(segment);
    else this.#characters += segment.length;
    const tokens = known ?? this.#tokenize(segment);
    this.#cache.set(segment, tokens);
    this.#forgetOldest();
    return tokens;
  }

  #forgetOldest(): void {
    for (const segment of this.#cache.keys()) {
      if (this.#characters <= cachedCharacters) return;
      this.#cache.delete(segment);
      this.#characters -= segment.length;
    }
  }
}

/** The first safe place behind each multiple of the segment length. */
export function cuts(text: string): readonly number[] {
  const found: number[] = [];
  for (let from = segmentLength; from < text.length;) {
    betweenWords.lastIndex = from;
    const match = betweenWords.exec(text);
    if (!match) break;
    const cut = match.index + 1;
    found.push(cut);
    from = cut + segmentLength;
  }
  return found;
}

/** `push(...tokens)` would put them all on the stack. */
function append(tokens: number[], more: readonly number[]): void {
  for (const token of more) tokens.push(token);
}
