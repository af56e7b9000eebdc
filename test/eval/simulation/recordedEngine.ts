import type { LlamaEngine, Prediction, Sequence } from '../../../src/model/llamaEngine';

/** Predictions by what stands before them. */
export class PredictionBook {
  readonly #byContext = new Map<string, Prediction>();
  /** How often a model had to be asked. */
  batches = 0;

  find(context: string): Prediction | undefined {
    return this.#byContext.get(context);
  }

  note(context: string, prediction: Prediction): void {
    this.#byContext.set(context, prediction);
  }
}

/**
 * The same engine, which asks its model only for what it has not been asked before, in this run or in one with the same
 * book: runs that differ by a rule ask mostly the same.
 */
export function recordedEngine(engine: LlamaEngine, book: PredictionBook): LlamaEngine {
  return { ...engine, sequences: engine.sequences.map((sequence) => recorded(sequence, book)) };
}

function recorded(native: Sequence, book: PredictionBook): Sequence {
  /** What the caller takes the KV cache for; the native one lags behind. */
  let held = new HashedTokens([]);
  return {
    shared: (tokens) => held.shared(tokens),
    keep: (tokens) => {
      held = held.start(held.shared(tokens));
      return Promise.resolve(held.tokens.length);
    },
    read: (tokens) => {
      held = held.with(tokens);
      return Promise.resolve();
    },
    predict: async (before, tokens, allowed) => {
      const start = held.with(before);
      const whole = start.with(tokens);
      held = whole;
      const keys = tokens.map(
        (_, index) => `${whole.hashAt(start.tokens.length + index + 1)} ${allowed[index]?.join() ?? ''}`,
      );
      const known = keys.map((key) => book.find(key));
      if (known.every((each) => each !== undefined)) return known;
      book.batches += 1;
      const kept = await native.keep(start.tokens);
      const unread = start.tokens.slice(kept);
      if (unread.length > 0) await native.read(unread);
      const predictions = await native.predict([], tokens, allowed);
      for (const [index, key] of keys.entries()) {
        const prediction = predictions[index];
        if (prediction) book.note(key, prediction);
      }
      return predictions;
    },
    clear: async () => {
      held = new HashedTokens([]);
      await native.clear();
    },
  };
}

const bases = [31, 131] as const;

/** Tokens with a number for each of their beginnings; two of 32 bits each, so that no two texts share theirs by chance. */
class HashedTokens {
  readonly tokens: readonly number[];
  readonly #hashes: readonly (readonly [number, number])[];

  constructor(tokens: readonly number[], hashes: readonly (readonly [number, number])[] = [[7, 7]]) {
    this.tokens = tokens;
    this.#hashes = hashes;
  }

  shared(tokens: readonly number[]): number {
    const different = this.tokens.findIndex((token, index) => token !== tokens[index]);
    return different < 0 ? this.tokens.length : different;
  }

  start(count: number): HashedTokens {
    return new HashedTokens(this.tokens.slice(0, count), this.#hashes.slice(0, count + 1));
  }

  with(more: readonly number[]): HashedTokens {
    const hashes = [...this.#hashes];
    for (const token of more) {
      const [a, b] = hashes.at(-1) ?? [7, 7];
      hashes.push([(Math.imul(a, bases[0]) + token) | 0, Math.imul(b, bases[1]) ^ token]);
    }
    return new HashedTokens([...this.tokens, ...more], hashes);
  }

  hashAt(count: number): string {
    return `${count} ${this.#hashes[count]?.join(' ') ?? ''}`;
  }
}
