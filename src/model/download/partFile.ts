import { rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { folderGone } from '../store/diskProblem';
import { removeTemporaries, syncFolder } from '../store/replaceFile';
import type { RemoteFile } from './askHub';
import type { ModelPlace } from './modelPlace';
import { readPartRecord, writePartRecord, type PartRecord } from './partRecord';
import { PartWriter } from './partWriter';

/** What has arrived of one file, and the record of where it came from. */
export class PartFile {
  readonly writer: PartWriter;
  readonly #place: ModelPlace;
  #record: PartRecord;

  private constructor(writer: PartWriter, place: ModelPlace, record: PartRecord) {
    this.writer = writer;
    this.#place = place;
    this.#record = record;
  }

  /** Goes on from what an earlier try left, when that was the same file; else begins anew. */
  static async open(
    place: ModelPlace,
    remote: RemoteFile,
    of: Pick<PartRecord, 'variant' | 'licence'>,
    onHashed: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<PartFile> {
    const old = await readPartRecord(place.record);
    const goesOn = old !== undefined && isSameFile(old, remote);
    if (!goesOn) await rm(place.part, { force: true });
    const record: PartRecord = {
      ...remote,
      ...of,
      etag: goesOn ? old.etag : undefined,
      startedAt: goesOn ? old.startedAt : Date.now(),
    };
    await removeTemporaries(place.record);
    await writePartRecord(place.record, record);
    const writer = await PartWriter.open(place.part, onHashed, signal);
    if (remote.bytes !== undefined && writer.bytes > remote.bytes) await writer.restart();
    return new PartFile(writer, place, record);
  }

  get etag(): string | undefined {
    return this.#record.etag;
  }

  async setEtag(etag: string | undefined): Promise<void> {
    if (etag === this.#record.etag) return;
    this.#record = { ...this.#record, etag };
    await writePartRecord(this.#place.record, this.#record);
  }

  /** Gives the part its final name. Until the manifest knows the file, its record speaks for it. */
  async keep(sha256: string): Promise<void> {
    const { file, part, record } = this.#place;
    if (!(await this.writer.isInPlace())) throw folderGone(path.dirname(file));
    await writePartRecord(record, { ...this.#record, bytes: this.writer.bytes, sha256 });
    await this.writer.close();
    await rename(part, file);
    await syncFolder(path.dirname(file));
  }

  async discard(): Promise<void> {
    await this.writer.close();
    await rm(this.#place.part, { force: true });
    await rm(this.#place.record, { force: true });
  }
}

/** The same bytes, and not only the same name. Without a hash the tag must speak for them. */
function isSameFile(old: PartRecord, remote: RemoteFile): boolean {
  if (old.bytes !== remote.bytes || old.sha256 !== remote.sha256) return false;
  return remote.sha256 !== undefined || (old.revision === remote.revision && old.etag !== undefined);
}
