import { open, readFile } from 'node:fs/promises';

import { tensorBlocks, valueBytes, valueTypes } from '../../src/model/ggufTypes';

export interface Depth {
  /** Layers to add. */
  readonly layers: number;
  /** The new width of the feed-forward parts: what makes a layer dear. A multiple of the quantization's block of weights. */
  readonly hidden: number;
}

interface Pair {
  readonly key: string;
  readonly type: number;
  /** Key, type and value as they stand in the file. */
  readonly raw: Uint8Array;
  readonly value: Uint8Array;
}

interface Tensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  readonly type: number;
  /** Its bytes; undefined stands for zeros. */
  readonly data: Uint8Array | undefined;
}

const arrayType = valueTypes.indexOf('array');
const uint32Type = valueTypes.indexOf('uint32');
const stringType = valueTypes.indexOf('string');

/**
 * Writes a copy of a GGUF model of the 'llama' kind which says the same and costs more: its feed-forward parts get rows
 * and columns of zeros, and behind its layers come some whose weights are all zero, so that they add nothing to the
 * residual stream. The zeros take no room on a disk that knows holes; in memory they do, and are read like any others.
 * Throws an Error for a file that is no such model.
 */
export async function deepen(source: string, target: string, { layers, hidden }: Depth): Promise<void> {
  const { pairs, tensors, alignment } = parse(new Uint8Array(await readFile(source)));
  const kind = new TextDecoder().decode(pairOf(pairs, 'general.architecture').value.subarray(8));
  const depth = number(pairOf(pairs, `${kind}.block_count`));
  const width = number(pairOf(pairs, `${kind}.feed_forward_length`));
  const replaced = new Map([
    [`${kind}.block_count`, uint32(uint32Type, depth + layers)],
    [`${kind}.feed_forward_length`, uint32(uint32Type, hidden)],
  ]);
  const widened = tensors.map((tensor) => widen(tensor, width, hidden));
  const lastLayer = widened.filter(({ name }) => name.startsWith(`blk.${depth - 1}.`));
  const added = Array.from({ length: layers }, (_, layer) =>
    lastLayer.map((tensor) => idle(tensor, depth + layer)),
  );
  const metadata = pairs.map(({ key, raw }) => {
    const value = replaced.get(key);
    return value ? joined([text(key), value]) : raw;
  });
  await write(target, metadata, [...widened, ...added.flat()], alignment);
}

/** A feed-forward tensor for more hidden values, which are zero and go nowhere. */
function widen(tensor: Tensor, width: number, hidden: number): Tensor {
  const { name, dimensions, type, data } = tensor;
  if (!/\.ffn_(?:gate|up|down)\.weight$/.test(name) || !data) return tensor;
  const wide = dimensions.map((size) => (size === width ? hidden : size));
  const [length = 0, rows = 0] = dimensions;
  // More rows come behind the others; longer rows move apart.
  if (length !== width) return { ...tensor, dimensions: wide };
  const rowBytes = bytesOf({ dimensions: [length], type });
  const wideBytes = bytesOf({ dimensions: [hidden], type });
  const moved = new Uint8Array(rows * wideBytes);
  for (let row = 0; row < rows; row += 1) {
    moved.set(data.subarray(row * rowBytes, (row + 1) * rowBytes), row * wideBytes);
  }
  return { ...tensor, dimensions: wide, data: moved };
}

/** The same tensor in a layer that does nothing. */
function idle(tensor: Tensor, layer: number): Tensor {
  const { name, dimensions } = tensor;
  const ones = (): Uint8Array => new Uint8Array(new Float32Array(dimensions[0] ?? 0).fill(1).buffer);
  return {
    ...tensor,
    name: name.replace(/^blk\.\d+\./, `blk.${layer}.`),
    data: name.endsWith('_norm.weight') ? ones() : undefined,
  };
}

async function write(
  target: string,
  metadata: readonly Uint8Array[],
  tensors: readonly Tensor[],
  alignment: number,
): Promise<void> {
  const round = (length: number): number => Math.ceil(length / alignment) * alignment;
  let end = 0;
  const placed = tensors.map((tensor) => {
    const offset = end;
    end = round(offset + bytesOf(tensor));
    return { ...tensor, offset };
  });
  const header = joined([
    new TextEncoder().encode('GGUF'),
    uint32(3),
    uint64(tensors.length, metadata.length),
    ...metadata,
    ...placed.map(({ name, dimensions, type, offset }) =>
      joined([text(name), uint32(dimensions.length), uint64(...dimensions), uint32(type), uint64(offset)]),
    ),
  ]);
  const start = round(header.length);
  const file = await open(target, 'w');
  try {
    await file.write(header, 0, header.length, 0);
    for (const { data, offset } of placed) {
      if (data) await file.write(data, 0, data.length, start + offset);
    }
    await file.truncate(start + end);
  } finally {
    await file.close();
  }
}

function parse(bytes: Uint8Array): {
  readonly pairs: readonly Pair[];
  readonly tensors: readonly Tensor[];
  readonly alignment: number;
} {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const skip = (length: number): number => (at += length) - length;
  const takeUint32 = (): number => view.getUint32(skip(4), true);
  const takeUint64 = (): number => Number(view.getBigUint64(skip(8), true));
  const skipString = (): void => void skip(takeUint64());
  const takeString = (): string => {
    const start = at + 8;
    skipString();
    return new TextDecoder().decode(bytes.subarray(start, at));
  };
  const skipValue = (type: number): void => {
    if (type === stringType) skipString();
    else if (type !== arrayType) skip(valueBytes[valueTypes[type] ?? 'array'] ?? NaN);
    else {
      const of = takeUint32();
      for (let left = takeUint64(); left > 0; left -= 1) skipValue(of);
    }
  };
  if (new TextDecoder().decode(bytes.subarray(0, skip(4) + 4)) !== 'GGUF' || takeUint32() !== 3)
    throw new Error('This is not a GGUF file of version 3.');
  const tensorCount = takeUint64();
  const pairs = Array.from({ length: takeUint64() }, () => {
    const start = at;
    const key = takeString();
    const type = takeUint32();
    const from = at;
    skipValue(type);
    return { key, type, raw: bytes.subarray(start, at), value: bytes.subarray(from, at) };
  });
  const heads = Array.from({ length: tensorCount }, () => ({
    name: takeString(),
    dimensions: Array.from({ length: takeUint32() }, takeUint64),
    type: takeUint32(),
    offset: takeUint64(),
  }));
  const stated = pairs.find(({ key }) => key === 'general.alignment');
  const alignment = stated ? number(stated) : 32;
  const start = Math.ceil(at / alignment) * alignment;
  const tensors = heads.map(({ offset, ...head }) => {
    const from = start + offset;
    return { ...head, data: bytes.subarray(from, from + bytesOf(head)) };
  });
  return { pairs, tensors, alignment };
}

function pairOf(pairs: readonly Pair[], key: string): Pair {
  const pair = pairs.find((each) => each.key === key);
  if (!pair) throw new Error(`The model file does not say its ${key}.`);
  return pair;
}

function number({ key, type, value }: Pair): number {
  if (type !== uint32Type) throw new Error(`${key} is not a number of 32 bits.`);
  return new DataView(value.buffer, value.byteOffset).getUint32(0, true);
}

function bytesOf({ dimensions, type }: Pick<Tensor, 'dimensions' | 'type'>): number {
  const [weights, bytes] = tensorBlocks.get(type) ?? [1, NaN];
  return (dimensions.reduce((product, size) => product * size, 1) / weights) * bytes;
}

function uint32(...numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(numbers).buffer);
}

function uint64(...numbers: readonly number[]): Uint8Array {
  return new Uint8Array(BigUint64Array.from(numbers, BigInt).buffer);
}

function text(value: string): Uint8Array {
  const bytes = new TextEncoder().encode(value);
  return joined([uint64(bytes.length), bytes]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
