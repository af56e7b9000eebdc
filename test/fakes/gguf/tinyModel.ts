import { byteVocabulary, controlTexts, learnMerges } from './byteVocabulary';
import type { ByteVocabulary } from './byteVocabulary';
import { writeGguf } from './writeGguf';
import type { Gguf, Meta, Tensor } from './writeGguf';

export interface TinyShape {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly hidden: number;
  readonly contextTokens: number;
}

export interface TinyOptions extends Partial<TinyShape> {
  readonly name?: string;
  readonly architecture?: string;
  /** Which rule splits text into pieces before bytes are merged, in llama.cpp's words. */
  readonly splitting?: string;
  /** The text whose most frequent pairs become tokens. */
  readonly corpus?: string;
  /** How many of them, or which pairs. */
  readonly merges?: number | readonly string[];
  /** Token texts of the controls that the vocabulary has; '<|endoftext|>' always. */
  readonly controls?: readonly string[];
  /** Metadata to add or to replace. */
  readonly metadata?: Readonly<Record<string, Meta>>;
  readonly seed?: number;
}

const smallest: TinyShape = { layers: 2, width: 64, heads: 2, hidden: 128, contextTokens: 2048 };
const allControls = Object.values(controlTexts);
const sample =
  'const value = items.map((item) => item.value);\nif (value) return value;\n  for (const item of items) {\n';

/** Random weights in the shape of a language model: real in everything but what it says. */
export function writeTinyModel(file: string, options: TinyOptions = {}): void {
  writeGguf(file, tinyModel(options));
}

export function tinyModel(options: TinyOptions = {}): Gguf {
  const shape = { ...smallest, ...options };
  const controls = [...new Set([controlTexts.end, ...(options.controls ?? allControls)])];
  const { merges: wanted = 120, corpus = sample } = options;
  const merges = typeof wanted === 'number' ? learnMerges(corpus, wanted) : wanted;
  const vocabulary = byteVocabulary({ controls, merges });
  const next = random(options.seed ?? 1);
  const size = vocabulary.tokens.length;
  const noise = (name: string, columns: number, rows: number): Tensor => ({
    name,
    dimensions: [columns, rows],
    values: Float32Array.from({ length: columns * rows }, () => (next() - 0.5) * 0.2),
  });
  return {
    metadata: { ...modelMetadata(options, shape, vocabulary), ...options.metadata },
    tensors: [
      noise('token_embd.weight', shape.width, size),
      ones('output_norm.weight', shape.width),
      noise('output.weight', shape.width, size),
      ...Array.from({ length: shape.layers }, (_, layer) => layerTensors(layer, shape, noise)).flat(),
    ],
  };
}

/** What llama.cpp asks of a model of the 'llama' kind. */
export function modelMetadata(
  { name = 'Tiny', architecture = 'llama', splitting = 'gpt-2' }: TinyOptions,
  shape: TinyShape,
  vocabulary: ByteVocabulary,
): Readonly<Record<string, Meta>> {
  const of = (key: string, value: Meta): readonly [string, Meta] => [`${architecture}.${key}`, value];
  const end = { uint32: vocabulary.id(controlTexts.end) };
  return {
    'general.architecture': { string: architecture },
    'general.name': { string: name },
    ...Object.fromEntries([
      of('context_length', { uint32: shape.contextTokens }),
      of('embedding_length', { uint32: shape.width }),
      of('block_count', { uint32: shape.layers }),
      of('feed_forward_length', { uint32: shape.hidden }),
      of('attention.head_count', { uint32: shape.heads }),
      of('attention.head_count_kv', { uint32: shape.heads }),
      of('attention.layer_norm_rms_epsilon', { float32: 1e-6 }),
      of('rope.freq_base', { float32: 10_000 }),
      of('rope.dimension_count', { uint32: shape.width / shape.heads }),
      of('vocab_size', { uint32: vocabulary.tokens.length }),
    ]),
    'tokenizer.ggml.model': { string: 'gpt2' },
    'tokenizer.ggml.pre': { string: splitting },
    'tokenizer.ggml.tokens': { strings: vocabulary.tokens },
    'tokenizer.ggml.token_type': { int32s: vocabulary.types },
    'tokenizer.ggml.merges': { strings: vocabulary.merges },
    'tokenizer.ggml.bos_token_id': end,
    'tokenizer.ggml.eos_token_id': end,
    'tokenizer.ggml.add_bos_token': { bool: false },
  };
}

export function layerTensors(
  layer: number,
  { width, hidden }: TinyShape,
  fill: (name: string, columns: number, rows: number) => Tensor,
): readonly Tensor[] {
  const at = `blk.${layer}.`;
  return [
    ones(`${at}attn_norm.weight`, width),
    fill(`${at}attn_q.weight`, width, width),
    fill(`${at}attn_k.weight`, width, width),
    fill(`${at}attn_v.weight`, width, width),
    fill(`${at}attn_output.weight`, width, width),
    ones(`${at}ffn_norm.weight`, width),
    fill(`${at}ffn_gate.weight`, width, hidden),
    fill(`${at}ffn_up.weight`, width, hidden),
    fill(`${at}ffn_down.weight`, hidden, width),
  ];
}

export function ones(name: string, length: number): Tensor {
  return { name, dimensions: [length], values: new Float32Array(length).fill(1) };
}

/** Numbers from 0 to 1 that are the same on every machine (mulberry32, public domain). */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
