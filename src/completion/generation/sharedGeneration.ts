import type { Clock, CodeModel, GenerateLimits, Prompt } from '../ports';
import type { At, Shape, Snapshot } from '../request';

import { grownAt } from '../syntax/grownAt';
import type { Generated } from './generated';
import { GenerationStream, type Enough } from './generationStream';

export type { Ended, Generated } from './generated';
export type { Enough } from './generationStream';

/** The first complete line is enough. */
export const anyLines: Enough = () => true;
/** All of the text is waited for. */
const noLines: Enough = () => false;

/** A stream, seen from one request. */
export interface Running {
  /** Another request has started the stream. */
  readonly joined: boolean;
  /** The shape that the stream was started for, or what it has grown to on the lines above. */
  readonly shape: Shape;
  /**
   * The text at this request's offset, once the stream has ended, or its complete lines as soon as they are enough.
   * Rejects with `signal.reason` when this request gives up, with an AbortError when a newer request has taken the
   * stream's place, with the model's ModelError.
   */
  result(signal: AbortSignal, isEnough?: Enough): Promise<Generated>;
  /** Nobody reads on: the stream ends behind its complete lines, unless somebody waits for it. */
  stop(): void;
}

/**
 * At most one stream, shared by the requests that agree with it. The stream outlives the request that started it, so
 * that text which is typed as the model writes it meets a running stream instead of starting a new one. It ends by a
 * stop rule, by a request that disagrees, when nobody has waited for a short grace, or with `dispose`.
 */
export class SharedGeneration {
  readonly #clock: Clock;
  #current: GenerationStream | undefined;
  #warming = new AbortController();
  #disposed = false;
  /** Resolves when the model is idle. */
  #idle: Promise<void> = Promise.resolve();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Whether a stream is being written. */
  get isRunning(): boolean {
    return this.#current?.isRunning === true;
  }

  /** Whether a request at this place could join. */
  agrees(snapshot: Snapshot, offset: number): boolean {
    return this.#current?.typedAt(snapshot, offset) !== undefined;
  }

  /** The running or just finished stream, if its text goes on at this place; otherwise it is aborted. */
  join(snapshot: Snapshot, offset: number): Running | undefined {
    const stream = this.#current;
    const typed = stream?.typedAt(snapshot, offset);
    if (!stream || typed === undefined) {
      this.cancel();
      return undefined;
    }
    stream.guard();
    return running(stream, typed, true);
  }

  /** Aborts the old stream, waits until the model is idle, and starts. Requests may join from the call on. */
  async start(
    model: CodeModel,
    prompt: Prompt,
    limits: GenerateLimits,
    at: At,
    snapshot: Snapshot,
    offset: number,
  ): Promise<Running> {
    this.cancel();
    const stream = new GenerationStream(this.#clock, at, snapshot, offset);
    this.#current = stream;
    await this.#idle;
    if (this.#disposed) stream.abort();
    // A newer start may have come meanwhile. It has aborted this stream, so that its `run` would do nothing.
    if (this.#current === stream) this.#idle = stream.run(model, prompt, limits);
    return running(stream, '', false);
  }

  /**
   * Reads a prompt ahead of the next request, unless the model is at work. Any request ends it; what was read by then is
   * in the model's cache. Resolves when it is over, whatever happened.
   */
  async warm(model: CodeModel, prompt: Prompt): Promise<void> {
    if (this.#disposed || this.isRunning) return;
    this.#warming.abort();
    const { signal } = (this.#warming = new AbortController());
    const idle = this.#idle.then(() => readAhead(model, prompt, signal));
    this.#idle = idle;
    await idle;
  }

  /** The document was closed, renamed or deleted: what was written for it is of no use. */
  forget(uri: string): void {
    if (this.#current?.uri === uri) this.cancel();
  }

  /** Aborts what is running and forgets what is finished. */
  cancel(): void {
    this.#warming.abort();
    this.#current?.abort();
    this.#current = undefined;
  }

  /** Resolves when the model is idle. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.cancel();
    await this.#idle;
  }
}

async function readAhead(model: CodeModel, prompt: Prompt, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  try {
    const chunks = model.generate(prompt, { maxTokens: 0 }, signal)[Symbol.asyncIterator]();
    while ((await chunks.next()).done !== true);
  } catch {
    // Ended by a request, or the model is broken: then the next request says so.
  }
}

function running(stream: GenerationStream, typed: string, joined: boolean): Running {
  const { shape } = grownAt(stream.at, typed);
  return {
    joined,
    shape,
    result: (signal, isEnough = noLines) => stream.wait(typed, isEnough, signal),
    stop: () => {
      stream.stop();
    },
  };
}
