import type { CompletionRequest, CompletionSettings } from '../request';
import { isBlank, linePrefix } from '../text';

/** Until the rhythm is known: 80 words of five letters a minute are one key in 150 ms. */
const assumedPauseMs = 150;

/** By definition half of all pauses are shorter than the median; waiting most of it skips the fast half of the keys. */
const pauseFraction = 0.7;

/** Whoever types slowly should not wait longer for it. */
const longestMs = 200;

/** After these the next word is open and the hint is wanted most. */
const openers = /[([{.,:=>]\s*$/;

/** What the pause depends on beside the place. */
export interface Pace {
  /** Between two keys; undefined until the rhythm is known. */
  readonly medianPauseMs: number | undefined;
  readonly expectedTtftMs: number;
  /** The memory is sure of what comes: then there is nothing to wait for. */
  readonly isSure: boolean;
}

/**
 * How long to wait for the next keystroke before the model is asked, in milliseconds. What the model will need for its
 * first token is part of the wait: a slow machine starts at once, a fast one waits for a real pause.
 */
export function debounceMs(
  request: CompletionRequest,
  settings: CompletionSettings,
  { medianPauseMs, expectedTtftMs, isSure }: Pace,
): number {
  if (request.trigger === 'manual') return 0;
  if (settings.debounce !== 'adaptive') return settings.debounce;
  if (isSure && !settings.without?.includes('sure-at-once')) return 0;
  const line = linePrefix(request.snapshot.text, request.offset);
  if (isBlank(line) || openers.test(line)) return 0;
  const pause = (medianPauseMs ?? assumedPauseMs) * pauseFraction - expectedTtftMs;
  return Math.min(longestMs, Math.max(0, Math.round(pause)));
}
