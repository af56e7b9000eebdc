/** Whether a model suits this machine, with the numbers behind the verdict. */
export interface Fit {
  readonly verdict: 'comfortable' | 'works' | 'too-slow' | 'wont-fit';
  /** Weights, KV cache and buffers, in bytes. */
  readonly memoryBytes: number;
  /** Expected time to the first token after a typical keystroke, in milliseconds; undefined before the machine was probed. */
  readonly ttftMs: number | undefined;
  readonly decodeTokensPerSecond: number | undefined;
  readonly prefillTokensPerSecond: number | undefined;
  /** 'measured': this model has run here; 'estimated': scaled from the probe; 'unknown': not probed yet. */
  readonly basis: 'measured' | 'estimated' | 'unknown';
  /** One sentence, ready to be shown. */
  readonly reason: string;
}
