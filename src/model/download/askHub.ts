import type { ModelVariant } from '../catalogue/modelFamily';
import { ModelError } from '../errors';
import { answerProblem } from './answerProblem';
import { connectionProblem } from './connectionProblem';
import type { HttpResponse, HubAccess } from './httpPort';
import { askRevision, askTree } from './hubTree';
import { resolveUrl } from './hubUrls';
import { answerMs, patience } from './patience';
import { requestHeaders } from './requestHeaders';
import { sendFollowing, type Answer } from './sendFollowing';
import { Transient } from './transient';

/** A file of the hub at one revision, as the hub describes it. */
export interface RemoteFile {
  /** A commit where the server tells one, else what was asked for. */
  readonly revision: string;
  readonly url: string;
  readonly bytes: number | undefined;
  /** In lower-case hexadecimal. */
  readonly sha256: string | undefined;
}

const mainBranch = 'main';

/**
 * Asks for a file's commit, size and hash, and compares them with what the catalogue expects. One try.
 * @throws ModelError gated, not-on-hub, changed-on-hub, insecure, bad-certificate; Transient; `signal.reason`.
 */
export async function askHub(
  variant: ModelVariant,
  hub: HubAccess,
  signal: AbortSignal,
): Promise<RemoteFile> {
  const wanted = variant.revision ?? mainBranch;
  const answer = await head(resolveUrl(hub.endpoint, variant.repository, wanted, variant.file), hub, signal);
  const told = [...answer.before, answer.response];
  // Some mirrors know only GET.
  const hasHead = answer.response.status !== 405 && answer.response.status !== 501;
  if (hasHead && answer.response.status >= 400) {
    const { endpoint } = hub;
    const isHub = answer.url.origin === new URL(endpoint).origin;
    throw answerProblem(
      answer.response,
      { endpoint, variant, hasToken: hub.token !== undefined, isHub },
      Date.now(),
    );
  }
  const revision =
    commitIn(first(told, 'x-repo-commit')) ??
    variant.revision ??
    (await askRevision(variant.repository, mainBranch, hub, signal)) ??
    mainBranch;
  const header = { bytes: sizeIn(told), sha256: hashIn(told) };
  const listed =
    header.sha256 === undefined
      ? await askTree(variant.repository, revision, variant.file, hub, signal)
      : undefined;
  const remote = {
    revision,
    url: resolveUrl(hub.endpoint, variant.repository, revision, variant.file),
    bytes: header.bytes ?? listed?.bytes,
    sha256: header.sha256 ?? listed?.sha256,
  };
  return agreed(variant, remote);
}

async function head(url: string, hub: HubAccess, signal: AbortSignal): Promise<Answer> {
  const { host } = new URL(url);
  const limit = patience(answerMs, host, hub.clock, signal);
  try {
    const request = { method: 'HEAD', url, headers: requestHeaders(hub.token) } as const;
    // The file's own store does not know what the hub's redirect tells.
    const answer = await sendFollowing(
      request,
      hub.send,
      limit.signal,
      (next, from) => next.origin !== from.origin,
    );
    answer.response.close();
    return answer;
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof ModelError || error instanceof Transient ? error : connectionProblem(error, host);
  } finally {
    limit.end();
  }
}

/** What the catalogue pinned must be what the hub has: a file behind a name does change. */
function agreed(variant: ModelVariant, remote: RemoteFile): RemoteFile {
  const isOther = (pinned: unknown, told: unknown): boolean =>
    pinned !== undefined && told !== undefined && pinned !== told;
  const differs =
    (/^[0-9a-f]{40}$/.test(variant.revision ?? '') && isOther(variant.revision, remote.revision)) ||
    isOther(variant.bytes, remote.bytes) ||
    isOther(variant.sha256, remote.sha256);
  if (differs) {
    throw new ModelError(
      'changed-on-hub',
      `The hub has another ${variant.file} in ${variant.repository} than the one that Inkling expects.`,
      'Nothing was downloaded. Name the file by its address to take what is there now.',
    );
  }
  return { ...remote, bytes: remote.bytes ?? variant.bytes, sha256: remote.sha256 ?? variant.sha256 };
}

function first(told: readonly HttpResponse[], name: string): string | undefined {
  return told.map((response) => response.header(name)).find((value) => value !== undefined);
}

function commitIn(value: string | undefined): string | undefined {
  return value !== undefined && /^[0-9a-f]{40}$/.test(value) ? value : undefined;
}

function sizeIn(told: readonly HttpResponse[]): number | undefined {
  const last = told.at(-1);
  const size =
    first(told, 'x-linked-size') ?? (last?.status === 200 ? last.header('content-length') : undefined);
  return size !== undefined && /^\d+$/.test(size) ? Number(size) : undefined;
}

/** The tag of a large file is its hash; a small one's is Git's and has forty digits. */
function hashIn(told: readonly HttpResponse[]): string | undefined {
  const tag = first(told, 'x-linked-etag') ?? told.at(-1)?.header('etag') ?? '';
  const [, hash] = /^(?:W\/)?"?([0-9a-f]{64})"?$/.exec(tag.toLowerCase()) ?? [];
  return hash;
}
