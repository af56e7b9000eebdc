/** One measured figure: what the report prints and what `--compare` compares. */
export interface Figure {
  /** 'group/what/where': stable, for comparing runs. */
  readonly name: string;
  readonly unit: Unit;
  readonly samples: readonly number[];
  /**
   * For times: what of each sample this process calculated itself, in milliseconds. On a machine that is shared, the
   * wall time also holds what others calculated meanwhile.
   */
  readonly busy?: readonly number[];
  /** The longest stretch that the event loop was held, in milliseconds of this process's own time. */
  readonly longestBlockMs?: number;
  /** What physics, or the engine alone, would need: measured in the same run, in the figure's unit. */
  readonly floor?: Floor;
  readonly target?: Target;
  readonly note?: string;
}

export type Unit = 'ms' | 'tokens' | 'tokens/s' | 'GB/s' | 'MB' | 'times' | 'share';

export interface Floor {
  readonly what: string;
  readonly value: number;
}

/** What the design asks for. Judged and printed, never asserted: a busy machine is no fault. */
export interface Target {
  readonly of: 'p50' | 'p95' | 'most' | 'block' | 'toFloor';
  /** At most this; or, for speeds, at least that. */
  readonly most?: number;
  readonly least?: number;
}

/** Higher is better for these; lower for all others. */
export function isBetterHigher(unit: Unit): boolean {
  return unit === 'tokens/s' || unit === 'GB/s' || unit === 'share';
}
