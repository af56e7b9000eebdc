import type { ModelSpeed } from '../completion/ports';

/** Weight of the newest measurement: a dozen of them forget an old state of the machine. */
const newest = 0.2;
/** Careful memory bandwidth of a small machine, in bytes a second: each decoded token reads all weights once. */
const guessedBandwidth = 8e9;
/** Reading a prompt shares each pass over the weights among the tokens of a batch; measured 4 to 5 times decoding. */
const guessedPrefillGain = 4;
const guessLimits = { least: 2, most: 100 };
/** Shorter prompts measure the fixed cost of a call rather than the reading. */
const leastPrefillTokens = 16;

/** So much must have been read and written before the averages speak of the model rather than of its start. */
const enough = { prefills: 3, decodes: 12 };

export interface SeenSpeed extends ModelSpeed {
  /** Whether it was measured; a guess otherwise. */
  readonly isSeen?: boolean;
}

/** What the machine has shown with this model, as a moving average. */
export class Speedometer {
  #speed: ModelSpeed;
  #prefills = 0;
  #decodes = 0;

  constructor(weightBytes: number) {
    const decode = Math.min(guessLimits.most, Math.max(guessLimits.least, guessedBandwidth / weightBytes));
    this.#speed = { decodeTokensPerSecond: decode, prefillTokensPerSecond: decode * guessedPrefillGain };
  }

  get speed(): SeenSpeed {
    const isSeen = this.#prefills >= enough.prefills && this.#decodes >= enough.decodes;
    return { ...this.#speed, isSeen };
  }

  notePrefill(tokens: number, ms: number): void {
    if (tokens < leastPrefillTokens || ms <= 0) return;
    const now = (tokens / ms) * 1000;
    const prefillTokensPerSecond = this.#prefills > 0 ? mix(this.#speed.prefillTokensPerSecond, now) : now;
    this.#speed = { ...this.#speed, prefillTokensPerSecond };
    this.#prefills += 1;
  }

  noteDecode(tokens: number, ms: number): void {
    if (tokens < 1 || ms <= 0) return;
    const now = (tokens / ms) * 1000;
    const decodeTokensPerSecond = this.#decodes > 0 ? mix(this.#speed.decodeTokensPerSecond, now) : now;
    this.#speed = { ...this.#speed, decodeTokensPerSecond };
    this.#decodes += 1;
  }
}

function mix(old: number, now: number): number {
  return old + newest * (now - old);
}
