import type { Chunk, CodeModel, FimFormat, GenerateLimits, Prompt } from '../../src/completion/ports';

export interface Script {
  readonly text: string;
  /** UTF-16 code units in each chunk; the last size is used for the rest. Default 4, about a token. */
  readonly chunkSizes?: readonly number[];
  /** Each chunk waits for `release`. */
  readonly gated?: boolean;
  /** Thrown behind the last chunk. */
  readonly error?: Error;
  readonly logProbability?: number;
  /** Of each chunk; those behind the last are as likely as `logProbability` says. */
  readonly logProbabilities?: readonly number[];
  /** What it writes instead when its second choice is asked for, its third and so on; nothing for others. */
  readonly others?: readonly string[];
  /** The context window of the model; default 4096. */
  readonly contextTokens?: number;
}

/** A model that writes what it is told, in the chunks it is told. Each chunk counts as one token. */
export class ScriptedModel implements CodeModel {
  readonly fim: FimFormat = { layout: 'spm-contiguous', files: 'none', fileHeader: 'path', repo: false };
  readonly contextTokens: number;
  speed = { prefillTokensPerSecond: 1000, decodeTokensPerSecond: 1000 };
  /** The script of the next `generate`. */
  script: Script;
  readonly calls: { readonly prompt: Prompt; readonly limits: GenerateLimits }[] = [];
  /** Streams that have begun and not ended. */
  running = 0;
  mostRunning = 0;
  #waiting: (() => void)[] = [];
  #released = 0;

  constructor(script: Script | string) {
    this.script = typeof script === 'string' ? { text: script } : script;
    this.contextTokens = this.script.contextTokens ?? 4096;
  }

  estimateTokens(text: string): number {
    return Math.ceil(text.length / 4);
  }

  /** Lets the next chunks of gated scripts pass. */
  release(count = 1): void {
    this.#released += count;
    while (this.#released > 0 && this.#waiting.length > 0) {
      this.#released -= 1;
      this.#waiting.shift()?.();
    }
  }

  async *generate(prompt: Prompt, limits: GenerateLimits, signal: AbortSignal): AsyncIterable<Chunk> {
    const script = this.script;
    this.calls.push({ prompt, limits });
    this.running += 1;
    this.mostRunning = Math.max(this.mostRunning, this.running);
    try {
      const prefill = { promptTokens: 100, readTokens: 10, prefillMs: 5 };
      yield { text: '', tokens: 0, logProbability: 0, prefill };
      let tokens = 0;
      for (const text of chunksOf(scriptFor(script, limits.rank))) {
        if (tokens >= limits.maxTokens) return;
        if (script.gated === true) await this.#gate(signal);
        signal.throwIfAborted();
        tokens += 1;
        const logProbability = script.logProbabilities?.[tokens - 1] ?? script.logProbability ?? -0.1;
        yield { text, tokens: 1, logProbability };
      }
      if (script.error) throw script.error;
    } finally {
      // A real model needs a moment until it is idle.
      await Promise.resolve();
      this.running -= 1;
    }
  }

  #gate(signal: AbortSignal): Promise<void> {
    if (this.#released > 0) {
      this.#released -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const pass = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== pass);
        reject(signal.reason);
      };
      if (signal.aborted) {
        giveUp();
        return;
      }
      this.#waiting.push(pass);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }
}

function scriptFor(script: Script, rank = 0): Script {
  return rank === 0 ? script : { ...script, text: script.others?.[rank - 1] ?? '' };
}

function chunksOf({ text, chunkSizes = [4] }: Script): readonly string[] {
  const chunks: string[] = [];
  let start = 0;
  while (start < text.length) {
    const size = chunkSizes[Math.min(chunks.length, chunkSizes.length - 1)] ?? 4;
    chunks.push(text.slice(start, start + size));
    start += size;
  }
  return chunks;
}
