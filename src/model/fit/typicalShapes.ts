import type { ModelFamily, ModelVariant } from '../catalogue/modelFamily';
import type { ModelShape } from './modelShape';

/** What a header would tell, for models that are not here yet. */
interface TypicalShape {
  readonly layers: number;
  readonly width: number;
  readonly hidden: number;
  /** Key heads times the width of one, which is also the values' width. */
  readonly kvWidth: number;
  readonly vocabularySize: number;
}

/** From the models' published configurations, by the catalogue's id. */
const shapes: Readonly<Record<string, TypicalShape>> = {
  'inkling-7m-v1': row(6, 256, 768, 128, 8192),
  'qwen2.5-coder-0.5b': row(24, 896, 4864, 128, 151_936),
  'qwen2.5-coder-1.5b': row(28, 1536, 8960, 256, 151_936),
  'qwen2.5-coder-3b': row(36, 2048, 11_008, 256, 151_936),
  'qwen2.5-coder-7b': row(28, 3584, 18_944, 512, 152_064),
  'starcoder2-3b': row(30, 3072, 12_288, 256, 49_152),
  'starcoder2-7b': row(32, 4608, 18_432, 512, 49_152),
  'deepseek-coder-1.3b': row(24, 2048, 5504, 2048, 32_256),
  'deepseek-coder-6.7b': row(32, 4096, 11_008, 4096, 32_256),
  'codegemma-2b': row(18, 2048, 16_384, 256, 256_000),
  'codellama-7b': row(32, 4096, 11_008, 4096, 32_016),
  'seed-coder-8b': row(32, 4096, 14_336, 1024, 155_136),
  'llama-3.1-8b': row(32, 4096, 14_336, 1024, 128_256),
  'phi-3.5-mini': row(32, 3072, 8192, 3072, 32_064),
  'tinyllama-1.1b': row(22, 2048, 5632, 256, 32_000),
  'mistral-7b': row(32, 4096, 14_336, 1024, 32_768),
  'gemma-2b': row(18, 2048, 16_384, 256, 256_000),
};

/** For families that the table does not know: a shape of today at so many weights, on the careful side. */
const bySize: readonly (readonly [atMostParameters: number, shape: TypicalShape])[] = [
  [0.05e9, row(12, 512, 1536, 256, 16_384)],
  [0.2e9, row(16, 768, 3072, 768, 49_152)],
  [0.7e9, row(28, 1024, 4096, 512, 151_936)],
  [2.2e9, row(40, 2048, 8192, 1024, 151_936)],
  [5e9, row(36, 3072, 12_288, 1024, 151_936)],
  [Infinity, row(40, 4096, 16_384, 1024, 155_136)],
];

/** Bits a weight takes on average in a file, by llama.cpp's name for how it is stored. */
const bitsPerWeight: readonly (readonly [name: RegExp, bits: number])[] = [
  [/^(F32)/i, 32],
  [/^(F16|BF16)/i, 16],
  [/^Q8/i, 8.5],
  [/^Q6/i, 6.6],
  [/^Q5/i, 5.7],
  [/^(Q4|IQ4|MXFP4)/i, 4.9],
  [/^(Q3|IQ3)/i, 3.9],
  [/^(Q2|IQ2|IQ1|TQ)/i, 3],
];

/** A variant of the catalogue as far as it is known before a download. */
export function shapeOfVariant(
  family: Pick<ModelFamily, 'id' | 'parameters' | 'contextTokens'>,
  { bytes, quantization }: Pick<ModelVariant, 'bytes' | 'quantization'>,
): ModelShape {
  const { parameters, contextTokens: trainedContextTokens } = family;
  const typical = shapes[family.id] ?? shapeOfSize(parameters);
  const bits = bitsPerWeight.find(([name]) => name.test(quantization))?.[1] ?? 16;
  const { layers, kvWidth, width, hidden, vocabularySize } = typical;
  const fileBytes = bytes ?? (parameters * bits) / 8;
  // Keys and values, two bytes a number.
  const kvBytesPerToken = layers * kvWidth * 2 * 2;
  return { fileBytes, parameters, kvBytesPerToken, vocabularySize, width, hidden, trainedContextTokens };
}

function shapeOfSize(parameters: number): TypicalShape {
  return bySize.find(([atMost]) => parameters <= atMost)?.[1] ?? row(40, 4096, 16_384, 1024, 155_136);
}

function row(
  layers: number,
  width: number,
  hidden: number,
  kvWidth: number,
  vocabularySize: number,
): TypicalShape {
  return { layers, width, hidden, kvWidth, vocabularySize };
}
