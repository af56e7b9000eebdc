import { createHash, type Hash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';

/** Few system calls for a fast line, and little to lose on a slow one. */
const blockBytes = 1 << 20;

/**
 * A `.part` file and the hash of what it holds. The next block is filled while the last one is written; a write that
 * failed shows at the next call.
 */
export class PartWriter {
  readonly #handle: FileHandle;
  readonly #file: string;
  #hash: Hash = createHash('sha256');
  /** Two blocks in turn: one fills, one is on its way to the disk. */
  #filling = new Uint8Array(blockBytes);
  #spare = new Uint8Array(blockBytes);
  #filled = 0;
  /** How much is on its way to the disk or there. */
  #sent = 0;
  #writing: Promise<void> = Promise.resolve();

  private constructor(handle: FileHandle, file: string) {
    this.#handle = handle;
    this.#file = file;
  }

  /** Opens or creates the file and hashes what is already there. Throws Node's error, or `signal.reason`. */
  static async open(
    file: string,
    onHashed: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<PartWriter> {
    const handle = await open(file, constants.O_RDWR | constants.O_CREAT);
    const writer = new PartWriter(handle, file);
    try {
      await writer.#rehash(onHashed, signal);
      return writer;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** How many bytes have come in all. */
  get bytes(): number {
    return this.#sent + this.#filled;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#hash.update(chunk);
    for (let from = 0; from < chunk.length;) {
      const length = Math.min(chunk.length - from, blockBytes - this.#filled);
      this.#filling.set(chunk.subarray(from, from + length), this.#filled);
      this.#filled += length;
      from += length;
      if (this.#filled === blockBytes) await this.#send();
    }
  }

  /** Everything that has come is with the operating system. */
  async flush(): Promise<void> {
    if (this.#filled > 0) await this.#send();
    await this.#writing;
  }

  /** Begins again at the first byte. */
  async restart(): Promise<void> {
    this.#filled = 0;
    await this.#writing;
    await this.#handle.truncate(0);
    this.#sent = 0;
    this.#hash = createHash('sha256');
  }

  /** False when the file's name now belongs to nothing or to another file: somebody has deleted or replaced it. */
  async isInPlace(): Promise<boolean> {
    const [ours, named] = await Promise.all([this.#handle.stat(), stat(this.#file).catch(() => undefined)]);
    return named !== undefined && named.ino === ours.ino && named.dev === ours.dev;
  }

  /** Everything is on the disk for good. The SHA-256 of it all in lower-case hexadecimal. */
  async finish(): Promise<string> {
    await this.flush();
    await this.#handle.sync();
    return this.#hash.copy().digest('hex');
  }

  /** Keeps what has come, as far as the disk takes it. */
  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.#handle.close();
    }
  }

  async #send(): Promise<void> {
    await this.#writing;
    const block = this.#filling.subarray(0, this.#filled);
    const at = this.#sent;
    [this.#filling, this.#spare] = [this.#spare, this.#filling];
    this.#sent += block.length;
    this.#filled = 0;
    this.#writing = this.#put(block, at);
    // Whoever calls next sees the failure; until then it is not unhandled.
    this.#writing.catch(() => undefined);
  }

  async #put(block: Uint8Array, at: number): Promise<void> {
    for (let done = 0; done < block.length;) {
      const { bytesWritten } = await this.#handle.write(block, done, block.length - done, at + done);
      done += bytesWritten;
    }
  }

  async #rehash(onHashed: (bytes: number) => void, signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const { bytesRead } = await this.#handle.read(this.#filling, 0, blockBytes, this.#sent);
      if (bytesRead === 0) return;
      this.#hash.update(this.#filling.subarray(0, bytesRead));
      this.#sent += bytesRead;
      onHashed(this.#sent);
    }
  }
}
