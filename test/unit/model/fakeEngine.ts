import type { LlamaEngine, Prediction, Ranked, Sequence } from '../../../src/model/llamaEngine';

/** A character is a token; what follows depends on the last one. Counts what is asked of it. */
export class FakeEngine implements LlamaEngine {
  readonly contextTokens = 4096;
  readonly begin = undefined;
  readonly byteLevel = true;
  readonly placement = { backend: 'cpu', device: undefined, gpuLayers: 0, layers: 2 } as const;
  readonly sequences: readonly FakeSequence[];
  readonly threads: number[] = [];
  disposed = false;

  constructor(says: (after: string) => string, sequences = 2) {
    this.sequences = Array.from({ length: sequences }, () => new FakeSequence(says));
  }

  tokenize(text: string): readonly number[] {
    return Array.from(text, (char) => char.charCodeAt(0));
  }

  detokenize(tokens: readonly number[]): string {
    return tokens.map((token) => this.words.get(token) ?? String.fromCharCode(token)).join('');
  }

  isEnd(token: number): boolean {
    return token === 0;
  }

  /** What the vocabulary has besides characters, by id; only these make a prompt's end worth healing. */
  readonly words = new Map<number, string>();

  tokenBytes(): readonly (string | undefined)[] {
    return Array.from(
      { length: 256 + this.words.size },
      (_, id) => this.words.get(id) ?? String.fromCharCode(id),
    );
  }

  setThreads(threads: number): void {
    this.threads.push(threads);
  }

  async dispose(): Promise<void> {
    this.disposed = true;
  }
}

export class FakeSequence implements Sequence {
  /** Sizes of the batches, in order: tokens that were only read, and tokens that were judged. */
  readonly reads: number[] = [];
  readonly predictions: number[] = [];
  /** How many tokens each batch of predictions read before those that it judged. */
  readonly before: number[] = [];
  held: readonly number[] = [];
  /** Called at the beginning of each native call. */
  onCall: () => void | Promise<void> = () => undefined;
  readonly #says: (after: string) => string;

  constructor(says: (after: string) => string) {
    this.#says = says;
  }

  shared(tokens: readonly number[]): number {
    const different = this.held.findIndex((token, index) => token !== tokens[index]);
    return different < 0 ? this.held.length : different;
  }

  async keep(tokens: readonly number[]): Promise<number> {
    this.held = this.held.slice(0, this.shared(tokens));
    return this.held.length;
  }

  async read(tokens: readonly number[]): Promise<void> {
    this.reads.push(tokens.length);
    await this.onCall();
    this.held = [...this.held, ...tokens];
  }

  async predict(before: readonly number[], tokens: readonly number[]): Promise<readonly Prediction[]> {
    this.predictions.push(tokens.length);
    this.before.push(before.length);
    await this.onCall();
    const held = [...this.held, ...before];
    this.held = [...held, ...tokens];
    return tokens.map((_, index) => {
      const after = String.fromCharCode(...held, ...tokens.slice(0, index + 1));
      // The first character is the likeliest token, those behind it follow.
      const said = this.#says(after);
      const ranking = (): readonly Ranked[] =>
        Array.from(said, (char, place) => ({ token: char.charCodeAt(0), probability: 0.5 / (place + 1) }));
      return { token: said.charCodeAt(0), probability: 0.5, ranking };
    });
  }

  async clear(): Promise<void> {
    this.held = [];
  }
}

/** Says the text once the prompt has ended with `cue`, then the end. */
export function script(cue: string, text: string): (after: string) => string {
  return (after) => {
    const said = after.slice(after.lastIndexOf(cue) + cue.length);
    return text.startsWith(said) && said.length < text.length ? text.charAt(said.length) : '\0';
  };
}
