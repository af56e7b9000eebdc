import { readFile } from 'node:fs/promises';

import type { ModelVariant } from '../catalogue/modelFamily';
import { Fields } from '../parseFields';
import { replaceFile } from '../store/replaceFile';

/** What a `.part` file belongs to: enough to go on after a restart, in another process. */
export interface PartRecord {
  readonly variant: ModelVariant;
  readonly licence: LicenceNote | undefined;
  /** A commit, or the branch's name where the server does not tell commits. */
  readonly revision: string;
  readonly url: string;
  readonly bytes: number | undefined;
  readonly sha256: string | undefined;
  /** The strong tag under which the bytes came; undefined before the first ones, or when there was none. */
  readonly etag: string | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

/** What the user has agreed to, kept beside the file. */
export interface LicenceNote {
  readonly name: string;
  readonly url: string;
}

const version = 1;

export async function writePartRecord(file: string, record: PartRecord): Promise<void> {
  await replaceFile(file, `${JSON.stringify({ version, ...record }, undefined, 2)}\n`);
}

/** undefined when there is none, or none that this version can read: the part is then nobody's. */
export async function readPartRecord(file: string): Promise<PartRecord | undefined> {
  try {
    const fields = new Fields(JSON.parse(await readFile(file, 'utf8')));
    if (fields.count('version') !== version) return undefined;
    return {
      variant: parseVariant(fields.object('variant')),
      licence: fields.has('licence') ? parseLicence(fields.object('licence')) : undefined,
      revision: fields.text('revision'),
      url: fields.text('url'),
      bytes: optionalCount(fields, 'bytes'),
      sha256: optionalText(fields, 'sha256'),
      etag: optionalText(fields, 'etag'),
      startedAt: fields.count('startedAt'),
    };
  } catch {
    // Missing, cut off or not ours: nothing that a resume could trust.
    return undefined;
  }
}

export function parseLicence(fields: Fields): LicenceNote {
  return { name: fields.text('name'), url: fields.text('url') };
}

function parseVariant(fields: Fields): ModelVariant {
  return {
    ref: fields.text('ref'),
    quantization: fields.text('quantization'),
    repository: fields.text('repository'),
    revision: optionalText(fields, 'revision'),
    file: fields.text('file'),
    endpoint: optionalText(fields, 'endpoint'),
    bytes: optionalCount(fields, 'bytes'),
    sha256: optionalText(fields, 'sha256'),
    isVerified: fields.truth('isVerified'),
  };
}

function optionalText(fields: Fields, name: string): string | undefined {
  return fields.has(name) ? fields.text(name) : undefined;
}

function optionalCount(fields: Fields, name: string): number | undefined {
  return fields.has(name) ? fields.count(name) : undefined;
}
