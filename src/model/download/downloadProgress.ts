import type { Clock } from '../../completion/ports';
import type { ModelError } from '../errors';
import type { Pause } from './persist';

export interface DownloadProgress {
  /**
   * - `asking`: the hub is asked what it has.
   * - `running`: bytes arrive.
   * - `verifying`: what is here is read again and hashed.
   * - `waiting`: something failed that may pass; `problem` and `retryInMs` are set.
   * - `following`: another process downloads this file, and we watch.
   */
  readonly kind: 'asking' | 'running' | 'verifying' | 'waiting' | 'following';
  readonly bytesDone: number;
  readonly bytesTotal: number | undefined;
  readonly bytesPerSecond: number | undefined;
  readonly problem?: ModelError;
  readonly retryInMs?: number;
}

/** More than a person can read; fewer than a view is slowed down by. */
const tellEveryMs = 200;
/** Speed is that of the last seconds: an hour's mean says nothing about a line that has just become slow. */
const windowMs = 5_000;

/** Turns "so many bytes now" into a few reports with a speed. */
export class ProgressTeller {
  readonly #tell: (progress: DownloadProgress) => void;
  readonly #clock: Clock;
  #kind: DownloadProgress['kind'] | undefined;
  #toldAt = -Infinity;
  #samples: readonly { readonly at: number; readonly bytes: number }[] = [];

  constructor(tell: (progress: DownloadProgress) => void, clock: Clock) {
    this.#tell = tell;
    this.#clock = clock;
  }

  at(kind: DownloadProgress['kind'], bytesDone: number, bytesTotal: number | undefined): void {
    const now = this.#clock.now();
    const isNewKind = kind !== this.#kind;
    if (!isNewKind && now - this.#toldAt < tellEveryMs && bytesDone !== bytesTotal) return;
    if (isNewKind) this.#samples = [];
    this.#kind = kind;
    this.#toldAt = now;
    const recent = this.#samples.filter(({ at }) => now - at <= windowMs);
    this.#samples = [...recent, { at: now, bytes: bytesDone }];
    this.#tell({ kind, bytesDone, bytesTotal, bytesPerSecond: this.#speed() });
  }

  waiting(pause: Pause, bytesDone: number, bytesTotal: number | undefined): void {
    const { problem, ms: retryInMs } = pause;
    this.#kind = 'waiting';
    this.#tell({ kind: 'waiting', bytesDone, bytesTotal, bytesPerSecond: undefined, problem, retryInMs });
  }

  #speed(): number | undefined {
    const [oldest] = this.#samples;
    const newest = this.#samples.at(-1);
    if (oldest === undefined || newest === undefined || newest.at === oldest.at) return undefined;
    return Math.max(0, ((newest.bytes - oldest.bytes) * 1000) / (newest.at - oldest.at));
  }
}
