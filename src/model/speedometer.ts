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

/** What the machine has shown with this model, as a moving average. */
export class Speedometer {
  #speed: ModelSpeed;
  #prefillSeen = false;
  #decodeSeen = false;

  constructor(weightBytes: number) {
    const decode = Math.min(guessLimits.most, Math.max(guessLimits.least, guessedBandwidth / weightBytes));
    this.#speed = { decodeTokensPerSecond: decode, prefillTokensPerSecond: decode * guessedPrefillGain };
  }

  get speed(): ModelSpeed {
    return this.#speed;
  }

  notePrefill(tokens: number, ms: number): void {
    if (tokens < leastPrefillTokens || ms <= 0) return;
    const now = (tokens / ms) * 1000;
    const prefillTokensPerSecond = this.#prefillSeen ? mix(this.#speed.prefillTokensPerSecond, now) : now;
    this.#speed = { ...this.#speed, prefillTokensPerSecond };
    this.#prefillSeen = true;
  }

  noteDecode(tokens: number, ms: number): void {
    if (tokens < 1 || ms <= 0) return;
    const now = (tokens / ms) * 1000;
    const decodeTokensPerSecond = this.#decodeSeen ? mix(this.#speed.decodeTokensPerSecond, now) : now;
    this.#speed = { ...this.#speed, decodeTokensPerSecond };
    this.#decodeSeen = true;
  }
}

function mix(old: number, now: number): number {
  return old + newest * (now - old);
}
