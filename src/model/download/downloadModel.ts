import path from 'node:path';

import type { ModelVariant } from '../catalogue/modelFamily';
import { diskProblem } from '../store/diskProblem';
import type { FileLock } from '../store/fileLock';
import { makeFolder } from '../store/makeFolder';
import { askHub, type RemoteFile } from './askHub';
import { checkWhole } from './checkWhole';
import { ProgressTeller, type DownloadProgress } from './downloadProgress';
import { existingModel } from './existingModel';
import { followHolder } from './followHolder';
import { accessFor, type HubAccess } from './httpPort';
import { modelPlace, type ModelPlace } from './modelPlace';
import { PartFile } from './partFile';
import type { LicenceNote } from './partRecord';
import { persist } from './persist';
import { receive } from './receive';
import { Watchman } from './watchman';

export interface DownloadOptions {
  /** The models folder; made when it is missing. */
  readonly folder: string;
  readonly hub: HubAccess;
  /** What the user has agreed to; kept in the manifest. */
  readonly licence?: LicenceNote | undefined;
  /** How long the server may send nothing before the connection is given up and a new one is tried. */
  readonly stallMs?: number;
  /** What stays free on the disk: a system without room misbehaves. */
  readonly spareBytes?: number;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

export interface DownloadedFile {
  /** The whole path. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Whether the hub or the catalogue knew the hash; else only the file's own table of contents was checked. */
  readonly isHashKnown: boolean;
  /** A commit where the hub tells one. */
  readonly revision: string;
  readonly url: string;
}

const defaultStallMs = 30_000;
const defaultSpareBytes = 200e6;

/**
 * Downloads one file into the models folder, going on from what an earlier try has left there. The file under its final
 * name is whole and has the right hash, or is not there. An abort keeps what has arrived.
 * @throws ModelError bad-name, insecure, no-connection, bad-certificate, gated, not-on-hub, changed-on-hub, rate-limited,
 * server-error, html-page, not-gguf, truncated, wrong-hash, wrong-size, disk-full, not-writable, folder-gone, locked;
 * `signal.reason`.
 */
export async function downloadModel(
  variant: ModelVariant,
  wanted: DownloadOptions,
  signal: AbortSignal,
): Promise<DownloadedFile> {
  signal.throwIfAborted();
  const options = { ...wanted, hub: accessFor(variant, wanted.hub) };
  const place = modelPlace(options.folder, variant);
  const tell = new ProgressTeller(options.onProgress ?? (() => undefined), options.hub.clock);
  try {
    await makeFolder(path.dirname(place.file));
    const lock = await followHolder(place, tell, options.hub.clock, signal);
    try {
      return await downloadAlone({ variant, place, lock, options, tell }, signal);
    } finally {
      await lock.release();
    }
  } catch (error) {
    if (signal.aborted && error === signal.reason) throw error;
    throw diskProblem(error, options.folder) ?? error;
  }
}

/** One download by the process that holds its lock. */
interface Task {
  readonly variant: ModelVariant;
  readonly place: ModelPlace;
  readonly lock: FileLock;
  readonly options: DownloadOptions;
  readonly tell: ProgressTeller;
}

async function downloadAlone(task: Task, signal: AbortSignal): Promise<DownloadedFile> {
  const { variant, place, options, tell } = task;
  const { hub } = options;
  tell.at('asking', 0, variant.bytes);
  const remote = await persist(
    () => askHub(variant, hub, signal),
    {
      clock: hub.clock,
      onPause: (pause) => {
        tell.waiting(pause, 0, variant.bytes);
      },
    },
    signal,
  );
  const there = await existingModel(place.file, remote, tell, signal);
  if (there !== undefined) return { ...there, ...whereFrom(place.file, remote) };
  for (let isSecond = false; ; isSecond = true) {
    const onHashed = (bytes: number): void => {
      tell.at('verifying', bytes, remote.bytes);
    };
    const part = await PartFile.open(place, remote, { variant, licence: options.licence }, onHashed, signal);
    try {
      const wasResumed = part.writer.bytes > 0;
      await receiveAll(task, part, remote, signal);
      const sha256 = await part.writer.finish();
      const problem = await checkWhole(place.part, sha256, remote);
      if (problem === undefined) {
        await task.lock.check();
        await part.keep(sha256);
        return { bytes: part.writer.bytes, sha256, ...whereFrom(place.file, remote) };
      }
      await part.discard();
      // What an earlier try had left may be what is wrong; what came in one go is not.
      if (!wasResumed || isSecond) throw problem;
    } finally {
      await part.writer.close();
    }
  }
}

async function receiveAll(
  { variant, lock, options, tell }: Task,
  part: PartFile,
  remote: RemoteFile,
  signal: AbortSignal,
): Promise<void> {
  const { writer } = part;
  const { hub, folder, spareBytes = defaultSpareBytes, stallMs = defaultStallMs } = options;
  const watchman = new Watchman({
    folder,
    writer,
    lock,
    spareBytes,
    bytesTotal: remote.bytes,
    clock: hub.clock,
  });
  await watchman.look();
  const receiving = {
    remote,
    variant,
    hub,
    stallMs,
    etag: () => part.etag,
    onEtag: (etag: string | undefined) => part.setEtag(etag),
    onBytes: async () => {
      tell.at('running', writer.bytes, remote.bytes);
      await watchman.lookNowAndThen();
    },
  };
  await persist(
    async () => {
      if (writer.bytes === 0 || writer.bytes !== remote.bytes) await receive(writer, receiving, signal);
    },
    {
      clock: hub.clock,
      mark: () => writer.bytes,
      onPause: (pause) => {
        tell.waiting(pause, writer.bytes, remote.bytes);
      },
    },
    signal,
  );
}

function whereFrom(file: string, remote: RemoteFile): Omit<DownloadedFile, 'bytes' | 'sha256'> {
  const { revision, url } = remote;
  return { file, isHashKnown: remote.sha256 !== undefined, revision, url };
}
