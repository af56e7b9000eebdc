import { createReadStream, type ReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createGunzip, type Gunzip } from 'node:zlib';

import { parquetReadObjects } from 'hyparquet';

import { lines } from '../../../scripts/complete/lines';
import { UsageError } from '../usageError';

export type Row = Readonly<Record<string, unknown>>;

/**
 * The rows of a file as public sets are handed out: JSONL, the same packed with gzip, or Parquet. Throws `UsageError` for
 * what is none of these.
 */
export async function* rowsOf(place: string): AsyncGenerator<Row> {
  if (place.endsWith('.parquet')) {
    yield* await parquetRows(place);
    return;
  }
  const file = createReadStream(place);
  const stream = place.endsWith('.gz') ? unpacked(file) : file;
  let number = 0;
  for await (const line of lines(stream)) {
    number += 1;
    if (line.trim() === '') continue;
    const row = parsed(line);
    if (!isRow(row)) throw new UsageError(`${place}, line ${number}: it is not a JSON object.`);
    yield row;
  }
}

/** Its errors are those of both: `pipe` passes none on. */
function unpacked(file: ReadStream): Gunzip {
  const gunzip = createGunzip();
  file.once('error', (error) => gunzip.destroy(error));
  return file.pipe(gunzip);
}

async function parquetRows(place: string): Promise<readonly Row[]> {
  const bytes = new Uint8Array(await readFile(place));
  try {
    return await parquetReadObjects({ file: bytes.buffer });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${place}: ${reason}. Parquet can be read without compression and with Snappy.`);
  }
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
