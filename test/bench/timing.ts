/** What one act took, in milliseconds. */
export interface Timing {
  readonly ms: number;
  /** What this process calculated meanwhile: at most `ms`. */
  readonly busyMs: number;
  /** The longest stretch for which the event loop was held, in this process's own time. */
  readonly blockMs: number;
}

/** A synchronous act: one block from its beginning to its end. */
export function timeSync(act: () => unknown): Timing {
  const mark = markNow();
  act();
  const { ms, busyMs } = since(mark);
  return { ms, busyMs, blockMs: busyMs };
}

/** An act with pauses: the event loop beats as fast as it can, and the longest pause between two beats is the block. */
export async function timeAsync(act: () => Promise<unknown>): Promise<Timing> {
  let blockMs = 0;
  let beating = true;
  let last = markNow();
  const beat = (): void => {
    blockMs = Math.max(blockMs, since(last).busyMs);
    last = markNow();
    if (beating) setImmediate(beat);
  };
  const mark = last;
  setImmediate(beat);
  try {
    await act();
  } finally {
    beating = false;
  }
  const { ms, busyMs } = since(mark);
  return { ms, busyMs, blockMs: Math.max(blockMs, since(last).busyMs) };
}

interface Mark {
  readonly at: number;
  readonly cpu: NodeJS.CpuUsage;
}

function markNow(): Mark {
  return { at: performance.now(), cpu: process.cpuUsage() };
}

function since({ at, cpu }: Mark): { readonly ms: number; readonly busyMs: number } {
  const ms = performance.now() - at;
  const { user, system } = process.cpuUsage(cpu);
  // Helper threads, such as the garbage collector's, count as well: more than the wall time they can't be here.
  return { ms, busyMs: Math.min(ms, (user + system) / 1000) };
}
