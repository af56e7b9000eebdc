import type { Prediction } from '../../src/model/llamaEngine';
import { LlamaModel } from '../../src/model/llamaModel';
import { FakeEngine, FakeSequence } from '../unit/model/fakeEngine';

const wordsAndMarks = /\p{L}[\p{L}\p{N}_]*|[^\S\n]+|[\s\S]/gu;
const firstWord = 256;
const nonsense = '§';

/**
 * A model on a made-up engine that reads words and marks, each in one piece, and has learned one text: it knows what
 * follows a whole word of it. Half a word, which no text goes on behind, makes it write nonsense.
 */
export function wordModel(before: string, written: string): LlamaModel {
  const words = new Map<string, number>();
  for (const text of [before, before + written]) {
    for (const [word] of text.matchAll(wordsAndMarks)) {
      if (word.length > 1 && !words.has(word)) words.set(word, firstWord + words.size);
    }
  }
  const engine = new WordEngine(words, before + written);
  const format = { layout: 'prefix-only', files: 'none', fileHeader: 'path', repo: false } as const;
  const fim = { family: 'none', format, controls: new Map(), stops: new Set<number>(), stopTexts: [] };
  return new LlamaModel({ engine, fim, fileBytes: 1e6, threads: 1, now: () => 0 });
}

class WordEngine extends FakeEngine {
  override readonly sequences: readonly FakeSequence[];
  readonly #ids: ReadonlyMap<string, number>;

  constructor(ids: ReadonlyMap<string, number>, learned: string) {
    super(() => '\0', 1);
    this.#ids = ids;
    for (const [word, id] of ids) this.words.set(id, word);
    this.sequences = [new WordSequence(this, this.tokenize(learned))];
  }

  override tokenize(text: string): readonly number[] {
    const pieces = [...text.matchAll(wordsAndMarks)].map(([piece]) => piece);
    return pieces.flatMap((piece) => this.#ids.get(piece) ?? super.tokenize(piece));
  }
}

/** Certain of each token. */
class WordSequence extends FakeSequence {
  readonly #engine: FakeEngine;
  readonly #learned: readonly number[];

  constructor(engine: FakeEngine, learned: readonly number[]) {
    super(() => '\0');
    this.#engine = engine;
    this.#learned = learned;
  }

  override async predict(
    before: readonly number[],
    tokens: readonly number[],
    allowed: readonly (readonly number[] | undefined)[] = [],
  ): Promise<readonly Prediction[]> {
    const held = [...this.held, ...before];
    this.held = [...held, ...tokens];
    return tokens.map((_, index) => {
      const wanted = this.#next([...held, ...tokens.slice(0, index + 1)]);
      const among = allowed[index];
      const token = !among || among.includes(wanted) ? wanted : (among[0] ?? 0);
      return { token, probability: 1, ranking: () => [{ token, probability: 1 }] };
    });
  }

  #next(read: readonly number[]): number {
    if (read.every((token, index) => token === this.#learned[index])) return this.#learned[read.length] ?? 0;
    const learned = this.#engine.detokenize(this.#learned);
    return learned.startsWith(this.#engine.detokenize(read)) ? nonsense.charCodeAt(0) : 0;
  }
}
