import { ModelError } from '../errors';
import type { HttpRequest, HttpResponse, HttpSend } from './httpPort';

/** The hub needs two hops at most: a renamed repository, then its file store. More is a circle. */
const mostRedirects = 10;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export interface Answer {
  /** Who answered in the end. */
  readonly url: URL;
  readonly response: HttpResponse;
  /** The redirects before it, whose headers say what the last one does not know. */
  readonly before: readonly HttpResponse[];
}

/**
 * Walks redirects to the answer behind them. The token goes to the first origin only, and never comes back once it was
 * dropped. From https nobody is led to plain http.
 * @param isEnd ends the walk before a redirect is followed: the answer is then the redirect itself.
 * @throws ModelError insecure, server-error; `signal.reason`; Node's error when there is no answer.
 */
export async function sendFollowing(
  request: HttpRequest,
  send: HttpSend,
  signal: AbortSignal,
  isEnd: (next: URL, from: URL) => boolean = () => false,
): Promise<Answer> {
  const first = new URL(request.url);
  checkToken(first, request.headers);
  let url = first;
  let headers = request.headers;
  const before: HttpResponse[] = [];
  for (;;) {
    const response = await send({ ...request, url: url.href, headers }, signal);
    const next = redirectOf(response, url);
    if (next === undefined || isEnd(next, url)) return { url, response, before };
    response.close();
    before.push(response);
    if (before.length > mostRedirects) throw circle(first);
    if (!isAllowed(next, first)) throw downgrade(next);
    if (next.origin !== url.origin) headers = withoutToken(headers);
    url = next;
  }
}

function redirectOf(response: HttpResponse, from: URL): URL | undefined {
  const location = redirects.has(response.status) ? response.header('location') : undefined;
  return location !== undefined && URL.canParse(location, from.href) ? new URL(location, from) : undefined;
}

function isAllowed(next: URL, first: URL): boolean {
  return next.protocol === 'https:' || (next.protocol === 'http:' && first.protocol === 'http:');
}

function withoutToken(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'authorization'),
  );
}

/** A token in plain text is everybody's on the way; only on this machine there is no way. */
function checkToken(url: URL, headers: Readonly<Record<string, string>>): void {
  const hasToken = Object.keys(headers).some((name) => name.toLowerCase() === 'authorization');
  if (!hasToken || url.protocol === 'https:' || isLoopback(url.hostname)) return;
  throw new ModelError(
    'insecure',
    `The access token would go to ${url.host} unencrypted.`,
    'Use an https address for the mirror, or no token.',
  );
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}

function circle(first: URL): ModelError {
  return new ModelError(
    'server-error',
    `${first.host} redirects in circles.`,
    'Check the mirror’s address in the settings, or try again later.',
  );
}

function downgrade(next: URL): ModelError {
  return new ModelError(
    'insecure',
    `The server redirects to ${next.protocol}//${next.host}, which is not encrypted.`,
    'Choose another mirror, or download the file by hand and add it from there.',
  );
}
