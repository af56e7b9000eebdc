import type { HttpResponse } from './httpPort';

/**
 * How long a server asks to be left alone: `Retry-After` in seconds or as a date, or the seconds until the window of its
 * rate limit ends, as in `RateLimit: "api";r=0;t=55`. Undefined when it does not say.
 */
export function serverWaitMs(response: Pick<HttpResponse, 'header'>, now: number): number | undefined {
  const after = response.header('retry-after')?.trim();
  if (after !== undefined) {
    if (/^\d+$/.test(after)) return Number(after) * 1000;
    const date = Date.parse(after);
    if (!Number.isNaN(date)) return Math.max(0, date - now);
  }
  const limit = response.header('ratelimit');
  const [, remaining] = /(?:^|;)\s*r=(\d+)/.exec(limit ?? '') ?? [];
  const [, seconds] = /(?:^|;)\s*t=(\d+)/.exec(limit ?? '') ?? [];
  return seconds !== undefined && (remaining === undefined || remaining === '0')
    ? Number(seconds) * 1000
    : undefined;
}
