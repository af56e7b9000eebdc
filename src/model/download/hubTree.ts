import { Fields } from '../parseFields';
import type { HubAccess } from './httpPort';
import { revisionUrl, treeUrl } from './hubUrls';
import { answerMs, patience } from './patience';
import { requestHeaders } from './requestHeaders';
import { sendFollowing } from './sendFollowing';

/** Repositories of models have some dozen files; the hub lists a thousand a page. */
const mostPages = 20;
const longestAnswer = 8 << 20;

export interface TreeFile {
  readonly path: string;
  readonly bytes: number;
  /** Of files in large-file storage, as all models are. */
  readonly sha256: string | undefined;
}

/** The commit behind a branch; undefined where the server can't say: mirrors have files, and not all of the hub. */
export async function askRevision(
  repository: string,
  revision: string,
  hub: HubAccess,
  signal: AbortSignal,
): Promise<string | undefined> {
  const answer = await askJson(revisionUrl(hub.endpoint, repository, revision), hub, signal);
  return answer && quietly(() => new Fields(answer.value).text('sha'));
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
  const rows = await listTree(treeUrl(hub.endpoint, repository, revision, folder), hub, signal);
  return rows.find((row) => row.path === file);
}

/** All files of a list, its further pages included; as many as the server tells without an error. */
export async function listTree(
  url: string,
  hub: HubAccess,
  signal: AbortSignal,
): Promise<readonly TreeFile[]> {
  const files: TreeFile[] = [];
  let next: string | undefined = url;
  for (let page = 0; next !== undefined && page < mostPages; page += 1) {
    const answer = await askJson(next, hub, signal);
    if (answer === undefined || !Array.isArray(answer.value)) break;
    const rows: readonly unknown[] = answer.value;
    files.push(...rows.flatMap((row) => quietly(() => parseRow(row)) ?? []));
    next = answer.next;
  }
  return files;
}

function parseRow(value: unknown): TreeFile | undefined {
  const row = new Fields(value);
  if (row.text('type') !== 'file') return undefined;
  const large = row.has('lfs') ? row.object('lfs') : undefined;
  const hash = large?.text('oid').toLowerCase();
  return {
    path: row.text('path'),
    bytes: large?.count('size') ?? row.count('size'),
    sha256: hash !== undefined && /^[0-9a-f]{64}$/.test(hash) ? hash : undefined,
  };
}

async function askJson(
  url: string,
  hub: HubAccess,
  signal: AbortSignal,
): Promise<{ readonly value: unknown; readonly next: string | undefined } | undefined> {
  const limit = patience(answerMs, new URL(url).host, hub.clock, signal);
  try {
    const request = { method: 'GET', url, headers: requestHeaders(hub.token) } as const;
    const { response, url: from } = await sendFollowing(request, hub.send, limit.signal);
    if (response.status !== 200) {
      response.close();
      return undefined;
    }
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body) {
      length += chunk.length;
      limit.heard();
      if (length > longestAnswer) return undefined;
      chunks.push(chunk);
    }
    const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const [, next] = /<([^>]+)>\s*;\s*rel="?next"?/.exec(response.header('link') ?? '') ?? [];
    // The token must not follow a link to elsewhere.
    const page = next === undefined ? undefined : new URL(next, from);
    return { value, next: page?.origin === new URL(url).origin ? page.href : undefined };
  } catch {
    // What the list would have told is then not known, and the download itself meets the same trouble and names it.
    signal.throwIfAborted();
    return undefined;
  } finally {
    limit.end();
  }
}

function quietly<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    // A row that says something else than the protocol is a row that says nothing.
    return undefined;
  }
}
