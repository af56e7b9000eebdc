import path from 'node:path';

import type { ModelSpeed } from '../../completion/ports';
import { Fields } from '../parseFields';

/** How fast models have really been on this machine. Plain data, to be kept. */
export interface SpeedBook {
  readonly entries: readonly SpeedEntry[];
}

export interface SpeedEntry extends ModelSpeed {
  /** See `speedKey`. */
  readonly model: string;
  /** See `machineIdentity`. */
  readonly machine: string;
  /** Where it ran: 'cpu' or a back-end's name. */
  readonly place: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export const emptyBook: SpeedBook = { entries: [] };

/** Nobody has more models than this; the oldest entries go first. */
const most = 200;
const fastest = 1e9;

/** What names a model's weights: two files of one name and one length are the same model, wherever they lie. */
export function speedKey({ file, bytes }: { readonly file: string; readonly bytes: number }): string {
  return `${path.basename(file)}:${bytes}`;
}

/** The latest run of a model at a place counts; those before it are forgotten. */
export function noteSpeed({ entries }: SpeedBook, entry: SpeedEntry): SpeedBook {
  const others = entries.filter(
    ({ model, machine, place }) =>
      model !== entry.model || machine !== entry.machine || place !== entry.place,
  );
  return { entries: [...others, entry].slice(-most) };
}

/** The latest run on this machine, wherever in it the model ran. */
export function recallSpeed({ entries }: SpeedBook, model: string, machine: string): SpeedEntry | undefined {
  return entries.findLast((entry) => entry.model === model && entry.machine === machine);
}

/** A book that was kept as JSON. Throws `BadMessage`. */
export function parseSpeedBook(value: unknown): SpeedBook {
  return { entries: new Fields(value).list('entries').map(parseEntry) };
}

function parseEntry(value: unknown): SpeedEntry {
  const fields = new Fields(value);
  return {
    model: fields.text('model'),
    machine: fields.text('machine'),
    place: fields.text('place'),
    at: fields.number('at', 0, Number.MAX_SAFE_INTEGER),
    prefillTokensPerSecond: fields.number('prefillTokensPerSecond', 0, fastest),
    decodeTokensPerSecond: fields.number('decodeTokensPerSecond', 0, fastest),
  };
}
