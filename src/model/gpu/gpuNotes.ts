import { Fields } from '../parseFields';
import { parseGpuAnswer } from './gpuAnswer';
import type { GpuAnswer } from './gpuAnswer';
import { gpuBackends } from './gpuBackend';
import type { GpuBackend } from './gpuBackend';

/** What back-ends answered, so that no driver is asked twice for the same. Plain data, to be kept. */
export interface GpuNote {
  readonly backend: GpuBackend;
  /** The engine's version, its package and the drivers' fingerprint: when they change, the back-end deserves another try. */
  readonly circumstances: string;
  readonly answer: GpuAnswer;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export function recallAnswer(
  notes: readonly GpuNote[],
  backend: GpuBackend,
  circumstances: string,
): GpuAnswer | undefined {
  return notes.find((note) => note.backend === backend && note.circumstances === circumstances)?.answer;
}

/** One note a back-end: those under other circumstances are history. */
export function noteAnswer(notes: readonly GpuNote[], note: GpuNote): readonly GpuNote[] {
  return [...notes.filter(({ backend }) => backend !== note.backend), note];
}

/** Throws `BadMessage`. */
export function parseGpuNote(value: unknown): GpuNote {
  const fields = new Fields(value);
  return {
    backend: fields.oneOf('backend', gpuBackends),
    circumstances: fields.text('circumstances'),
    answer: parseGpuAnswer(fields.raw('answer')),
    at: fields.number('at', 0, Number.MAX_SAFE_INTEGER),
  };
}
