import type { CodeModel } from '../ports';
import type { CompletionSettings } from '../request';

/** What each part of the prompt may cost, in tokens. The parts are exclusive: together they are the whole budget. */
export interface Budget {
  readonly prefix: number;
  readonly suffix: number;
  readonly snippets: number;
  readonly completion: number;
}

/** Below this a prompt is too short to say anything; a slower machine waits longer instead. In tokens. */
const smallestPrompt = 256;

/** File headers and control tokens, in tokens. */
const framing = 24;

/** In both layouts the suffix is what a new anchor must read again, so it stays short; in tokens. */
const longestSuffix = 160;

/**
 * The current file comes first: other files share only what is left above this prompt length, in tokens. What they do not
 * use is the current file's again.
 */
const currentFileFirst = 320;

/**
 * Splits what the model can hold, and what this machine can read in `settings.prefillBudgetMs`, among the parts of a
 * prompt. Rounded to few distinct values, so that the noise of a measured speed does not move the window.
 */
export function promptBudget(
  model: Pick<CodeModel, 'contextTokens' | 'speed'>,
  settings: CompletionSettings,
): Budget {
  const completion = Math.max(1, Math.min(settings.maxTokens, Math.floor(model.contextTokens / 4)));
  const room = Math.max(0, model.contextTokens - completion - framing);
  const readable = (model.speed.prefillTokensPerSecond * settings.prefillBudgetMs) / 1000;
  const prompt = Math.min(room, roundDown(Math.max(smallestPrompt, readable)));
  const suffix = Math.min(longestSuffix, Math.floor(prompt * 0.2));
  const snippets = Math.floor(Math.max(0, prompt - currentFileFirst) * 0.4);
  return { prefix: prompt - suffix - snippets, suffix, snippets, completion };
}

/** Down to the next of four steps per power of two. */
function roundDown(tokens: number): number {
  const step = 2 ** (Math.floor(Math.log2(tokens)) - 2);
  return Math.floor(tokens / step) * step;
}
