import { open } from 'node:fs/promises';
import path from 'node:path';

import { ByteReader, EndOfFile } from './byteReader';
import { ModelError } from './errors';
import { tensorBlocks, valueBytes, valueTypes } from './ggufTypes';
import type { ValueType } from './ggufTypes';

export interface GgufHeader {
  readonly version: number;
  /** Scalars, strings, and arrays of at most `keptArray` numbers. */
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tokenCount: number;
  /** Ids of those wanted token texts that the vocabulary has. */
  readonly tokenIds: ReadonlyMap<string, number>;
  readonly tensorCount: number;
  /** Of all tensors together. */
  readonly weightCount: number;
  /** How long the file must at least be, in bytes, by its own table of tensors. */
  readonly neededBytes: number;
  readonly fileBytes: number;
}

export type GgufValue = number | string | boolean | readonly number[];

const tokensKey = 'tokenizer.ggml.tokens';
/** Per-layer numbers are kept; vocabularies are not. */
const keptArray = 1024;
const defaultAlignment = 32;
const knownVersions: readonly number[] = [2, 3];
const again = 'Download the model again, or choose another file.';

/**
 * Reads the header of a GGUF file, and nothing of its weights.
 * @param wantedTokens token texts whose ids the caller wants to know.
 * @throws ModelError not-found, html-page, not-gguf, unsupported-version, truncated.
 */
export async function readGgufHeader(file: string, wantedTokens: ReadonlySet<string>): Promise<GgufHeader> {
  const handle = await open(file).catch((cause: unknown) => {
    throw new ModelError('not-found', `The model file ${path.basename(file)} can't be opened.`, again, {
      cause,
    });
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) {
      throw new ModelError(
        'not-found',
        `${path.basename(file)} is not a file.`,
        'Choose a file that ends in .gguf.',
      );
    }
    const { size } = stat;
    return await parse(new ByteReader(handle, size), path.basename(file), size, wantedTokens);
  } catch (error) {
    if (!(error instanceof EndOfFile)) throw error;
    throw new ModelError('truncated', `The model file ${path.basename(file)} ends too early.`, again, {
      cause: error,
    });
  } finally {
    await handle.close();
  }
}

async function parse(
  reader: ByteReader,
  name: string,
  fileBytes: number,
  wantedTokens: ReadonlySet<string>,
): Promise<GgufHeader> {
  await checkMagic(reader, name);
  const version = await checkVersion(reader, name);
  await reader.ensure(16);
  const tensorCount = reader.uint64();
  const pairs = reader.uint64();
  const metadata = new Map<string, GgufValue>();
  let tokens = { count: 0, ids: new Map<string, number>() };
  for (let index = 0; index < pairs; index += 1) {
    const key = await readString(reader);
    await reader.ensure(4);
    const type = valueType(reader.uint32());
    if (key === tokensKey && type === 'array') tokens = await readTokens(reader, wantedTokens);
    else if (type === 'array') keep(metadata, key, await readArray(reader));
    else keep(metadata, key, await readScalar(reader, type));
  }
  const { neededBytes, weightCount } = await measureTensors(
    reader,
    tensorCount,
    metadata.get('general.alignment'),
  );
  if (neededBytes > fileBytes) {
    const [has, needs] = [megabytes(fileBytes), megabytes(neededBytes)];
    throw new ModelError('truncated', `The model file ${name} has ${has} of its ${needs}.`, again);
  }
  const { count: tokenCount, ids: tokenIds } = tokens;
  return { version, metadata, tokenCount, tokenIds, tensorCount, weightCount, neededBytes, fileBytes };
}

async function checkMagic(reader: ByteReader, name: string): Promise<void> {
  await reader.ensure(4);
  const magic = reader.utf8(4);
  if (magic === 'GGUF') return;
  if (magic.trimStart().startsWith('<')) {
    throw new ModelError('html-page', `The file ${name} is a web page, not a model.`, again);
  }
  throw new ModelError('not-gguf', `The file ${name} is not a model in GGUF form.`, again);
}

async function checkVersion(reader: ByteReader, name: string): Promise<number> {
  await reader.ensure(4);
  const version = reader.uint32();
  if (knownVersions.includes(version)) return version;
  throw new ModelError(
    'unsupported-version',
    `The model file ${name} is of a GGUF version (${version}) that this engine can't read.`,
    'Choose a file of GGUF version 2 or 3 in little-endian order.',
  );
}

async function readString(reader: ByteReader): Promise<string> {
  await reader.ensure(8);
  const length = reader.uint64();
  await reader.ensure(length);
  return reader.utf8(length);
}

async function readScalar(reader: ByteReader, type: Exclude<ValueType, 'array'>): Promise<GgufValue> {
  if (type === 'string') return readString(reader);
  await reader.ensure(valueBytes[type] ?? 0);
  return takeScalar(reader, type);
}

function takeScalar(reader: ByteReader, type: Exclude<ValueType, 'array' | 'string'>): number | boolean {
  switch (type) {
    case 'uint8':
      return reader.uint8();
    case 'int8':
      return reader.int8();
    case 'uint16':
      return reader.uint16();
    case 'int16':
      return reader.int16();
    case 'uint32':
      return reader.uint32();
    case 'int32':
      return reader.int32();
    case 'float32':
      return reader.float32();
    case 'bool':
      return reader.uint8() !== 0;
    case 'uint64':
      return reader.uint64();
    case 'int64':
      return reader.int64();
    case 'float64':
      return reader.float64();
  }
}

/** Short arrays of numbers; anything else is walked over and not kept. */
async function readArray(reader: ByteReader): Promise<readonly number[] | undefined> {
  await reader.ensure(12);
  const type = valueType(reader.uint32());
  const count = reader.uint64();
  const kept: number[] = [];
  for (let index = 0; index < count; index += 1) {
    if (type === 'array') await readArray(reader);
    else if (type === 'string') await skipString(reader);
    else {
      const width = valueBytes[type] ?? 0;
      if (!reader.has(width)) await reader.ensure(width);
      if (count <= keptArray) kept.push(Number(takeScalar(reader, type)));
      else reader.skip(width);
    }
  }
  return kept.length === count && count > 0 ? kept : undefined;
}

async function skipString(reader: ByteReader): Promise<void> {
  if (!reader.has(8)) await reader.ensure(8);
  const length = reader.uint64();
  if (!reader.has(length)) await reader.ensure(length);
  reader.skip(length);
}

async function readTokens(
  reader: ByteReader,
  wanted: ReadonlySet<string>,
): Promise<{ count: number; ids: Map<string, number> }> {
  const longest = Math.max(0, ...[...wanted].map((text) => Buffer.byteLength(text)));
  await reader.ensure(12);
  const type = valueType(reader.uint32());
  const count = reader.uint64();
  const ids = new Map<string, number>();
  if (type !== 'string') throw new EndOfFile();
  for (let id = 0; id < count; id += 1) {
    if (!reader.has(8)) await reader.ensure(8);
    const length = reader.uint64();
    if (!reader.has(length)) await reader.ensure(length);
    if (length > longest) reader.skip(length);
    else {
      const text = reader.utf8(length);
      if (wanted.has(text)) ids.set(text, id);
    }
  }
  return { count, ids };
}

async function measureTensors(
  reader: ByteReader,
  count: number,
  alignment: GgufValue | undefined,
): Promise<Pick<GgufHeader, 'neededBytes' | 'weightCount'>> {
  let dataBytes = 0;
  let weightCount = 0;
  for (let index = 0; index < count; index += 1) {
    await readString(reader);
    await reader.ensure(4);
    const dimensions = reader.uint32();
    await reader.ensure(dimensions * 8 + 12);
    let weights = 1;
    for (let axis = 0; axis < dimensions; axis += 1) weights *= reader.uint64();
    weightCount += weights;
    const [blockWeights, blockBytes] = tensorBlocks.get(reader.uint32()) ?? [1, 0];
    dataBytes = Math.max(dataBytes, reader.uint64() + (weights / blockWeights) * blockBytes);
  }
  const step = typeof alignment === 'number' && alignment > 0 ? alignment : defaultAlignment;
  return { neededBytes: Math.ceil(reader.position / step) * step + dataBytes, weightCount };
}

function valueType(number: number): ValueType {
  const type = valueTypes[number];
  // A number that no version defines: the bytes are not what the header promised.
  if (type === undefined) throw new EndOfFile();
  return type;
}

function keep(metadata: Map<string, GgufValue>, key: string, value: GgufValue | undefined): void {
  if (value !== undefined) metadata.set(key, value);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
