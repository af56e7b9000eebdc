import { ModelError } from '../errors';
import { BadMessage, Fields } from '../parseFields';
import { answerProblem, type Asked } from './answerProblem';
import { connectionProblem } from './connectionProblem';
import type { HttpResponse, HubAccess } from './httpPort';
import { revisionUrl, treeUrl } from './hubUrls';
import { isSafeName } from './modelPlace';
import { answerMs, patience, type Patience } from './patience';
import { requestHeaders } from './requestHeaders';
import { sendFollowing } from './sendFollowing';
import { Transient } from './transient';

/** Repositories of models have some dozen files; the hub lists a thousand a page. */
const mostPages = 20;
const longestAnswer = 8 << 20;
const mainBranch = 'main';

export interface TreeFile {
  readonly path: string;
  readonly bytes: number;
  /** Of files in large-file storage, as all models are. */
  readonly sha256: string | undefined;
}

/**
 * All files of a repository, in whatever folders, whose names can be file names here.
 * @throws ModelError gated, not-on-hub, no-connection and others; `signal.reason`.
 */
export async function listRepository(
  repository: string,
  revision: string,
  hub: HubAccess,
  signal: AbortSignal,
): Promise<readonly TreeFile[]> {
  const url = `${treeUrl(hub.endpoint, repository, revision, '')}?recursive=true`;
  try {
    const files = await listPages(url, { repository, revision, file: '' }, hub, signal);
    return files.filter(({ path }) => path.split('/').every(isSafeName));
  } catch (error) {
    throw error instanceof Transient ? error.problem : error;
  }
}

/** The commit behind a branch; undefined where the server can't say: mirrors have files, and not all of the hub. */
export async function askRevision(
  repository: string,
  revision: string,
  hub: HubAccess,
  signal: AbortSignal,
): Promise<string | undefined> {
  return unlessItFails(() => revisionOf(repository, revision, hub, signal), signal);
}

/**
 * The commit of the main branch now.
 * @throws ModelError, when the hub does not say: no answer must not pass for "nothing new"; `signal.reason`.
 */
export async function newestRevision(
  repository: string,
  hub: HubAccess,
  signal: AbortSignal,
): Promise<string> {
  try {
    return await revisionOf(repository, mainBranch, hub, signal);
  } catch (error) {
    if (error instanceof BadMessage) throw untold(hub.endpoint);
    throw error instanceof Transient ? error.problem : error;
  }
}

async function revisionOf(
  repository: string,
  revision: string,
  hub: HubAccess,
  signal: AbortSignal,
): Promise<string> {
  const url = revisionUrl(hub.endpoint, repository, revision);
  const { value } = await askJson(url, { repository, revision, file: '' }, hub, signal);
  return new Fields(value).text('sha');
}

function untold(endpoint: string): ModelError {
  return new ModelError(
    'server-error',
    `${endpoint} does not tell revisions.`,
    'Ask the hub itself instead of a mirror.',
  );
}

/** One file's row of the repository's list; undefined where the server has no such list, or no such row in it. */
export async function askTree(
  repository: string,
  revision: string,
  file: string,
  hub: HubAccess,
  signal: AbortSignal,
): Promise<TreeFile | undefined> {
  const folder = file.split('/').slice(0, -1).join('/');
  const url = treeUrl(hub.endpoint, repository, revision, folder);
  const rows = await unlessItFails(() => listPages(url, { repository, revision, file }, hub, signal), signal);
  return rows?.find((row) => row.path === file);
}

async function listPages(
  url: string,
  what: Asked['variant'],
  hub: HubAccess,
  signal: AbortSignal,
): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = [];
  let next: string | undefined = url;
  for (let page = 0; next !== undefined && page < mostPages; page += 1) {
    const answer: JsonAnswer = await askJson(next, what, hub, signal);
    const rows: readonly unknown[] = Array.isArray(answer.value) ? answer.value : [];
    files.push(...rows.flatMap((row) => parseRow(row) ?? []));
    next = answer.next;
  }
  return files;
}

/** undefined for a folder, and for a row that says something else than the protocol: it says nothing. */
function parseRow(value: unknown): TreeFile | undefined {
  try {
    const row = new Fields(value);
    if (row.text('type') !== 'file') return undefined;
    const large = row.has('lfs') ? row.object('lfs') : undefined;
    const hash = large?.text('oid').toLowerCase();
    return {
      path: row.text('path'),
      bytes: large?.count('size') ?? row.count('size'),
      sha256: hash !== undefined && /^[0-9a-f]{64}$/.test(hash) ? hash : undefined,
    };
  } catch {
    return undefined;
  }
}

interface JsonAnswer {
  readonly value: unknown;
  /** The next page, on the same server: the token must not follow a link to elsewhere. */
  readonly next: string | undefined;
}

/** @throws ModelError; Transient; `signal.reason`. */
async function askJson(
  url: string,
  what: Asked['variant'],
  hub: HubAccess,
  signal: AbortSignal,
): Promise<JsonAnswer> {
  const { host, origin } = new URL(url);
  const limit = patience(answerMs, host, hub.clock, signal);
  try {
    const request = { method: 'GET', url, headers: requestHeaders(hub.token) } as const;
    const { response, url: from } = await sendFollowing(request, hub.send, limit.signal);
    try {
      if (response.status !== 200) throw problemOf(response, what, hub);
      const value = await readJson(response, limit);
      const [, next] = /<([^>]+)>\s*;\s*rel="?next"?/.exec(response.header('link') ?? '') ?? [];
      const page = next !== undefined && URL.canParse(next, from.href) ? new URL(next, from) : undefined;
      return { value, next: page?.origin === origin ? page.href : undefined };
    } finally {
      response.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof ModelError || error instanceof Transient ? error : connectionProblem(error, host);
  } finally {
    limit.end();
  }
}

function problemOf(
  response: HttpResponse,
  variant: Asked['variant'],
  hub: HubAccess,
): ModelError | Transient {
  const hasToken = hub.token !== undefined;
  return answerProblem(response, { endpoint: hub.endpoint, variant, hasToken, isHub: true }, Date.now());
}

async function readJson(response: HttpResponse, limit: Patience): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    limit.heard();
    if (length > longestAnswer) break;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    // A login page, mostly, or a list without an end: a list of nothing.
    return undefined;
  }
}

/** For what is nice to know: the download itself meets the same trouble, and names it. */
async function unlessItFails<T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
  try {
    return await ask();
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
