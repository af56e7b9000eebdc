import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

import { parquetReadObjects } from 'hyparquet';

import { lines } from '../../../scripts/complete/lines';

export type Row = Readonly<Record<string, unknown>>;

/** The rows of a file as public sets are handed out: JSONL, the same packed with gzip, or Parquet. */
export async function* rowsOf(place: string): AsyncGenerator<Row> {
  if (place.endsWith('.parquet')) {
    yield* await parquetRows(place);
    return;
  }
  const file = createReadStream(place);
  const stream = place.endsWith('.gz') ? file.pipe(createGunzip()) : file;
  let number = 0;
  for await (const line of lines(stream)) {
    number += 1;
    if (line.trim() === '') continue;
    const row = parsed(line);
    if (!isRow(row)) throw new Error(`${place}, line ${number}: it is not a JSON object.`);
    yield row;
  }
}

async function parquetRows(place: string): Promise<readonly Row[]> {
  const bytes = new Uint8Array(await readFile(place));
  return parquetReadObjects({ file: bytes.buffer });
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The caller says which line it was.
    return undefined;
  }
}
