import { writeGguf } from './writeGguf';
import type { Meta, Tensor } from './writeGguf';

export interface LoraOptions {
  readonly width: number;
  readonly layers: number;
  readonly metadata?: Readonly<Record<string, Meta>>;
}

const rank = 4;

/** A LoRA adapter that bends what each layer's attention adds: strong enough that a random model writes otherwise. */
export function writeLoraAdapter(file: string, { width, layers, metadata = {} }: LoraOptions): void {
  const wave = (name: string, columns: number, rows: number, phase: number): Tensor => ({
    name,
    dimensions: [columns, rows],
    values: Float32Array.from({ length: columns * rows }, (_, index) => Math.sin(index * 0.7 + phase)),
  });
  writeGguf(file, {
    metadata: {
      'general.architecture': { string: 'llama' },
      'general.type': { string: 'adapter' },
      'general.name': { string: 'Wave' },
      'adapter.type': { string: 'lora' },
      'adapter.lora.alpha': { float32: rank * 4 },
      ...metadata,
    },
    tensors: Array.from({ length: layers }, (_, layer) => {
      const at = `blk.${layer}.attn_output.weight`;
      return [wave(`${at}.lora_a`, width, rank, layer), wave(`${at}.lora_b`, rank, width, layer + 1)];
    }).flat(),
  });
}
