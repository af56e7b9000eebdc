import { writeFileSync } from 'node:fs';

/** Values that the fakes need; the format has more kinds. */
export type Meta =
  | { readonly uint32: number }
  | { readonly float32: number }
  | { readonly bool: boolean }
  | { readonly string: string }
  | { readonly strings: readonly string[] }
  | { readonly int32s: readonly number[] };

export interface Tensor {
  readonly name: string;
  /** The first dimension is the row's length. */
  readonly dimensions: readonly number[];
  readonly values: Float32Array;
}

export interface Gguf {
  readonly version?: number;
  readonly metadata: Readonly<Record<string, Meta>>;
  readonly tensors: readonly Tensor[];
}

const alignment = 32;
const types = { uint32: 4, int32: 5, float32: 6, bool: 7, string: 8, array: 9 } as const;
const float32Tensor = 0;

/** A GGUF file with weights of 32 bits, as bytes. */
export function ggufBytes({ version = 3, metadata, tensors }: Gguf): Uint8Array {
  const header = new Bytes();
  header.raw(new TextEncoder().encode('GGUF'));
  header.uint32(version);
  header.uint64(tensors.length);
  header.uint64(Object.keys(metadata).length);
  for (const [key, value] of Object.entries(metadata)) {
    header.string(key);
    writeMeta(header, value);
  }
  let offset = 0;
  for (const { name, dimensions, values } of tensors) {
    header.string(name);
    header.uint32(dimensions.length);
    for (const dimension of dimensions) header.uint64(dimension);
    header.uint32(float32Tensor);
    header.uint64(offset);
    offset = aligned(offset + values.byteLength);
  }
  header.pad();
  for (const { values } of tensors) {
    header.raw(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    header.pad();
  }
  return header.joined();
}

export function writeGguf(file: string, gguf: Gguf): void {
  writeFileSync(file, ggufBytes(gguf));
}

function writeMeta(out: Bytes, value: Meta): void {
  if ('uint32' in value) out.typed(types.uint32).uint32(value.uint32);
  else if ('float32' in value) out.typed(types.float32).float32(value.float32);
  else if ('bool' in value) out.typed(types.bool).raw(Uint8Array.of(value.bool ? 1 : 0));
  else if ('string' in value) out.typed(types.string).string(value.string);
  else if ('strings' in value) {
    out.typed(types.array).typed(types.string).uint64(value.strings.length);
    for (const text of value.strings) out.string(text);
  } else {
    out.typed(types.array).typed(types.int32).uint64(value.int32s.length);
    for (const number of value.int32s) out.uint32(number);
  }
}

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

class Bytes {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  raw(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  typed(type: number): this {
    this.uint32(type);
    return this;
  }

  uint32(value: number): void {
    this.raw(new Uint8Array(Uint32Array.of(value).buffer));
  }

  float32(value: number): void {
    this.raw(new Uint8Array(Float32Array.of(value).buffer));
  }

  uint64(value: number): void {
    this.raw(new Uint8Array(BigUint64Array.of(BigInt(value)).buffer));
  }

  string(text: string): void {
    const bytes = new TextEncoder().encode(text);
    this.uint64(bytes.length);
    this.raw(bytes);
  }

  pad(): void {
    this.raw(new Uint8Array(aligned(this.#length) - this.#length));
  }

  joined(): Uint8Array {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}
