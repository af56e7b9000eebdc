import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { Fields } from '../parseFields';
import { replaceFile } from '../store/replaceFile';
import { parseProbe, type MachineProbe } from './probe';
import { emptyBook, parseSpeedBook, type SpeedBook } from './speedBook';

/** What has been measured on this machine: kept beside the models, for the extension and the command line alike. */
export interface MachineNotes {
  readonly probe: MachineProbe | undefined;
  readonly speeds: SpeedBook;
}

const fileName = 'inkling-machine.json';

/** Never throws: notes that can't be read are measured again. */
export async function readMachineNotes(folder: string): Promise<MachineNotes> {
  try {
    const fields = new Fields(JSON.parse(await readFile(path.join(folder, fileName), 'utf8')));
    return {
      probe: fields.has('probe') ? parseProbe(fields.raw('probe')) : undefined,
      speeds: fields.has('speeds') ? parseSpeedBook(fields.raw('speeds')) : emptyBook,
    };
  } catch {
    // Not there yet, or of another version.
    return { probe: undefined, speeds: emptyBook };
  }
}

export async function writeMachineNotes(folder: string, notes: MachineNotes): Promise<void> {
  await replaceFile(path.join(folder, fileName), `${JSON.stringify(notes, undefined, 2)}\n`);
}
