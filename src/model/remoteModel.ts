import type { Chunk, CodeModel, FimFormat, GenerateLimits, ModelSpeed, Prompt } from '../completion/ports';
import type { Connection } from './connection';
import { ModelError } from './errors';
import { StreamQueue } from './streamQueue';
import type { Measured, ModelCard, Reply } from './wire';

/** A code model in another process. */
export class RemoteModel implements CodeModel {
  readonly name: string;
  readonly fim: FimFormat;
  readonly contextTokens: number;
  readonly #connection: Connection;
  readonly #streams = new Map<number, StreamQueue<Chunk>>();
  #measured: Measured;
  #lastId = 0;
  #broken: ModelError | undefined;

  constructor(connection: Connection, card: ModelCard) {
    this.name = card.name;
    this.fim = card.fim;
    this.contextTokens = card.contextTokens;
    this.#connection = connection;
    this.#measured = card.measured;
  }

  get speed(): ModelSpeed {
    return this.#measured.speed;
  }

  /** The speed, once the model has shown it; undefined as long as it is a guess. */
  get seenSpeed(): ModelSpeed | undefined {
    const { isSeen = false, ...speed } = this.#measured.speed;
    return isSeen ? speed : undefined;
  }

  estimateTokens(text: string): number {
    return Math.ceil(text.length / this.#measured.charactersPerToken);
  }

  /** An abort throws at once and sends a cancel; the host settles the rest before it serves the next request. */
  async *generate(prompt: Prompt, limits: GenerateLimits, signal: AbortSignal): AsyncGenerator<Chunk, void> {
    signal.throwIfAborted();
    if (this.#broken) throw this.#broken;
    this.#lastId += 1;
    const id = this.#lastId;
    const stream = new StreamQueue<Chunk>();
    const abort = (): void => {
      stream.fail(signal.reason);
    };
    this.#streams.set(id, stream);
    signal.addEventListener('abort', abort, { once: true });
    this.#connection.send({ type: 'generate', id, prompt, limits });
    try {
      yield* stream;
    } finally {
      signal.removeEventListener('abort', abort);
      // Still there: the consumer left, or aborted, before the host was done.
      if (this.#streams.delete(id)) this.#connection.send({ type: 'cancel', id });
    }
  }

  /** What the host says of this model's streams. A late chunk of a stream that was left is nobody's. */
  receive(reply: Extract<Reply, { readonly id: number }>): void {
    const stream = this.#streams.get(reply.id);
    if (reply.type === 'end') this.#measured = reply.measured;
    if (!stream) return;
    if (reply.type === 'chunk') {
      stream.push(reply.chunk);
      return;
    }
    this.#streams.delete(reply.id);
    if (reply.type === 'end') stream.end();
    else stream.fail(new ModelError(reply.error.code, reply.error.message, reply.error.remedy));
  }

  /** The host is gone: every open stream throws, and so does every later request. */
  break(error: ModelError): void {
    this.#broken = error;
    for (const stream of this.#streams.values()) stream.fail(error);
    this.#streams.clear();
  }
}
