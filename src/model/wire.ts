import type { Chunk, FimFormat, GenerateLimits, Prompt } from '../completion/ports';
import type { Adapter } from './adapters/adapter';
import type { OwnStops } from './catalogue/ownStops';
import type { ModelErrorCode } from './errors';
import type { Gpu } from './fit/machine';
import type { GpuBackend } from './gpu/gpuBackend';
import type { Placement } from './gpu/placement';
import type { SeenSpeed } from './speedometer';

/** What the extension's process and the model's process say to each other. Plain data: structured clone and JSON agree. */

/** To the model's process. */
export type Request =
  | { readonly type: 'load'; readonly file: string; readonly options: HostOptions }
  | {
      readonly type: 'generate';
      readonly id: number;
      readonly prompt: Prompt;
      readonly limits: GenerateLimits;
    }
  | { readonly type: 'cancel'; readonly id: number }
  /** To a process that is thrown away afterwards: asking a driver is what may crash. */
  | { readonly type: 'ask-gpu'; readonly backend: GpuBackend }
  | { readonly type: 'stop' };

export interface HostOptions {
  readonly contextTokens: number;
  /** 0 leaves the choice to the host. */
  readonly threads: number;
  readonly gpu: 'off' | GpuBackend;
  /** How many of the model's layers go to the graphics card; 'auto' is as many as fit. */
  readonly gpuLayers: 'auto' | number;
  readonly adapters: readonly Adapter[];
  /** One of `formatChoices`; 'auto' when missing. */
  readonly format?: string;
  /** None when missing. */
  readonly ownStops?: readonly OwnStops[];
}

/** From the model's process. */
export type Reply =
  | { readonly type: 'progress'; readonly fraction: number }
  | { readonly type: 'loaded'; readonly model: ModelCard }
  | { readonly type: 'load-failed'; readonly error: WireError }
  | { readonly type: 'chunk'; readonly id: number; readonly chunk: Chunk }
  | { readonly type: 'end'; readonly id: number; readonly measured: Measured }
  | { readonly type: 'error'; readonly id: number; readonly error: WireError }
  | { readonly type: 'gpu'; readonly gpu: Gpu }
  /** Nothing is broken: there is no device, or no engine for it. */
  | { readonly type: 'no-gpu'; readonly why: string }
  | { readonly type: 'log'; readonly line: string };

/** What the other side must know of a loaded model. */
export interface ModelCard {
  readonly name: string;
  readonly fim: FimFormat;
  /** What the format was taken from, to be shown. */
  readonly family?: string;
  readonly contextTokens: number;
  /** Of the weights' file. */
  readonly fileBytes: number;
  readonly threads: number;
  readonly placement: Placement;
  readonly measured: Measured;
}

export interface Measured {
  readonly speed: SeenSpeed;
  readonly charactersPerToken: number;
}

export interface WireError {
  readonly code: ModelErrorCode;
  readonly message: string;
  readonly remedy: string;
}
