import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach } from 'vitest';

import type { Clock } from '../../../../src/completion/ports';
import { clock } from '../../../../src/extension/clock';
import type { ModelVariant } from '../../../../src/model/catalogue/modelFamily';
import { downloadModel, type DownloadOptions } from '../../../../src/model/download/downloadModel';
import type { DownloadProgress } from '../../../../src/model/download/downloadProgress';
import type { HttpSend } from '../../../../src/model/download/httpPort';
import { nodeHttp } from '../../../../src/model/download/nodeHttp';
import { Dice } from '../../../fakes/dice';
import { ggufBytes } from '../../../fakes/gguf/writeGguf';
import { tinyModel } from '../../../fakes/gguf/tinyModel';
import { LocalHub, sha256Of } from '../../../fakes/hub/localHub';

/** Pauses between tries take no time; the watch over a stall takes the time that it says. */
export const quickClock: Clock = {
  now: () => performance.now(),
  delay: (ms, signal) => clock.delay(ms >= 1000 ? 1 : ms, signal),
};

export const repository = 'inkling-tests/tiny-GGUF';
export const fileName = 'tiny-Q8_0.gguf';
export const model = ggufBytes(tinyModel({ layers: 1, width: 32, hidden: 64 }));

export const variant: ModelVariant = {
  ref: `${repository}:Q8_0`,
  quantization: 'Q8_0',
  repository,
  revision: undefined,
  file: fileName,
  bytes: undefined,
  sha256: undefined,
  isVerified: false,
};

export interface Bench {
  readonly hub: LocalHub;
  readonly folder: string;
  readonly file: string;
  readonly progress: DownloadProgress[];
  /** How many bytes of bodies the downloader has read so far. */
  received(): number;
  options(change?: Partial<DownloadOptions> & { token?: string; clock?: Clock }): DownloadOptions;
  download(
    change?: Partial<ModelVariant>,
    options?: Partial<DownloadOptions> & { token?: string },
  ): ReturnType<typeof downloadModel>;
  /** What lies in the folder, relative to it. */
  files(): Promise<readonly string[]>;
  bytes(): Promise<Uint8Array>;
}

/** A hub with one model and an empty models folder, for each test of a file. */
export function bench(): { readonly current: Bench } {
  let current: Bench | undefined;
  beforeEach(async () => {
    const hub = await LocalHub.start([{ repository, file: fileName, bytes: model }]);
    const folder = await mkdtemp(path.join(os.tmpdir(), 'inkling-models-'));
    current = benchOf(hub, folder);
  });
  afterEach(async () => {
    await current?.hub.close();
    await rm(current?.folder ?? '', { recursive: true, force: true });
  });
  return {
    get current() {
      return current!;
    },
  };
}

export function benchOf(hub: LocalHub, folder: string): Bench {
  const progress: DownloadProgress[] = [];
  const file = path.join(folder, repository, fileName);
  let received = 0;
  const send: HttpSend = async (request, signal) => {
    const response = await nodeHttp(request, signal);
    return { ...response, body: counted(response.body, (length) => (received += length)) };
  };
  const options: Bench['options'] = ({ token, clock: own = quickClock, ...change } = {}) => ({
    folder,
    hub: { endpoint: hub.endpoint, token, send, clock: own },
    spareBytes: 0,
    onProgress: (step) => progress.push(step),
    ...change,
  });
  return {
    hub,
    folder,
    file,
    progress,
    received: () => received,
    options,
    download: (change = {}, more = {}) =>
      downloadModel({ ...variant, ...change }, options(more), new AbortController().signal),
    files: async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.path, entry.name)))
        .sort(),
    bytes: async () => Uint8Array.from(await readFile(file)),
  };
}

async function* counted(
  body: AsyncIterable<Uint8Array>,
  onBytes: (length: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    onBytes(chunk.length);
    yield chunk;
  }
}

/** Bytes that begin as a model does. */
export function randomModel(length: number, seed: number): Uint8Array {
  const dice = new Dice(seed);
  const bytes = Uint8Array.from({ length }, () => dice.below(256));
  bytes.set(new TextEncoder().encode('GGUF'));
  return bytes;
}

export { sha256Of };
