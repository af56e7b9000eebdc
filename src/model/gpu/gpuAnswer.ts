import type { Gpu } from '../fit/machine';
import { Fields } from '../parseFields';
import { gpuBackends } from './gpuBackend';

/** What became of asking the engine for a graphics card through one back-end. */
export type GpuAnswer =
  | { readonly kind: 'works'; readonly gpu: Gpu }
  /** No engine for it is installed, or the engine finds no device: nothing is broken. */
  | { readonly kind: 'absent'; readonly why: string }
  /** The process that asked crashed or hung. */
  | { readonly kind: 'broke'; readonly why: string };

/** No card has more, and a driver that says so is not to be believed. */
const mostBytes = 1e15;

/** Throws `BadMessage`. */
export function parseGpu(fields: Fields): Gpu {
  return {
    name: fields.text('name'),
    backend: fields.oneOf('backend', gpuBackends),
    totalBytes: fields.number('totalBytes', 0, mostBytes),
    freeBytes: fields.number('freeBytes', 0, mostBytes),
  };
}

/** Throws `BadMessage`. */
export function parseGpuAnswer(value: unknown): GpuAnswer {
  const fields = new Fields(value);
  const kind = fields.oneOf('kind', ['works', 'absent', 'broke']);
  return kind === 'works' ? { kind, gpu: parseGpu(fields.object('gpu')) } : { kind, why: fields.text('why') };
}
