import type {
  Chunk,
  Clock,
  CodeModel,
  FimFormat,
  GenerateLimits,
  Prompt,
} from '../../../src/completion/ports';

const chunkUnits = 12;
const boundless = 4_000_000;

/** A model that writes what it is told, sure of every word, and stops when it is aborted. */
export class TellingModel implements CodeModel {
  readonly fim: FimFormat = { layout: 'spm-contiguous', files: 'none', fileHeader: 'path', repo: false };
  readonly contextTokens = boundless;
  readonly speed = { prefillTokensPerSecond: 1_000, decodeTokensPerSecond: 100 };
  text = '';

  estimateTokens(text: string): number {
    return text.length;
  }

  async *generate(_prompt: Prompt, _limits: GenerateLimits, signal: AbortSignal): AsyncIterable<Chunk> {
    const prefill = { promptTokens: 1, readTokens: 1, prefillMs: 0 };
    yield { text: '', tokens: 0, logProbability: 0, prefill };
    for (let start = 0; start < this.text.length; start += chunkUnits) {
      signal.throwIfAborted();
      await Promise.resolve();
      yield { text: this.text.slice(start, start + chunkUnits), tokens: 1, logProbability: 0 };
    }
  }
}

/** Stands still, so that nothing which is bounded in time runs out of it; a wait ends by its signal or in real time. */
export const standingClock: Clock = {
  now: () => 0,
  delay: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = ms === 0 ? undefined : setTimeout(resolve, ms);
      if (ms === 0) resolve();
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};
