import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { parseGpuNote, type GpuNote } from '../gpu/gpuNotes';
import { Fields } from '../parseFields';
import { SerialQueue } from '../serialQueue';
import { replaceFile } from '../store/replaceFile';
import { parseProbe, type MachineProbe } from './probe';
import { emptyBook, parseSpeedBook, type SpeedBook } from './speedBook';

/** What has been measured on this machine: kept beside the models, for the extension and the command line alike. */
export interface MachineNotes {
  readonly probe: MachineProbe | undefined;
  readonly speeds: SpeedBook;
  readonly gpus: readonly GpuNote[];
}

const fileName = 'inkling-machine.json';

/**
 * The notes of one folder for all of a process that write them. Two windows that write at once lose one of both notes,
 * which costs a measurement, never the file.
 */
export class MachineNotebook {
  readonly #folder: () => string;
  readonly #writing = new SerialQueue();

  constructor(folder: () => string) {
    this.#folder = folder;
  }

  read(): Promise<MachineNotes> {
    return readMachineNotes(this.#folder());
  }

  async update(change: (notes: MachineNotes) => MachineNotes): Promise<void> {
    const leave = await this.#writing.enter(new AbortController().signal);
    try {
      const notes = change(await this.read());
      await replaceFile(path.join(this.#folder(), fileName), `${JSON.stringify(notes, undefined, 2)}\n`);
    } finally {
      leave();
    }
  }
}

/** Never throws: notes that can't be read are measured again. */
async function readMachineNotes(folder: string): Promise<MachineNotes> {
  try {
    const fields = new Fields(JSON.parse(await readFile(path.join(folder, fileName), 'utf8')));
    return {
      probe: fields.has('probe') ? parseProbe(fields.raw('probe')) : undefined,
      speeds: fields.has('speeds') ? parseSpeedBook(fields.raw('speeds')) : emptyBook,
      gpus: fields.has('gpus') ? fields.list('gpus').map(parseGpuNote) : [],
    };
  } catch {
    // Not there yet, or of another version.
    return { probe: undefined, speeds: emptyBook, gpus: [] };
  }
}
