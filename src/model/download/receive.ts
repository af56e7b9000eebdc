import { ModelError } from '../errors';
import { codeOf } from '../store/diskProblem';
import { answerProblem, htmlPage, type Asked } from './answerProblem';
import type { RemoteFile } from './askHub';
import { connectionProblem } from './connectionProblem';
import type { HttpResponse, HubAccess } from './httpPort';
import type { PartWriter } from './partWriter';
import { patience, type Patience } from './patience';
import { requestHeaders } from './requestHeaders';
import { sendFollowing, type Answer } from './sendFollowing';
import { Transient } from './transient';

export interface Receiving {
  readonly remote: RemoteFile;
  readonly variant: Asked['variant'];
  readonly hub: HubAccess;
  /** How long the server may send nothing. */
  readonly stallMs: number;
  /** The tag under which the part's bytes came. */
  readonly etag: () => string | undefined;
  /** The tag of the bytes that come now; called before the first of them is written. */
  readonly onEtag: (etag: string | undefined) => Promise<void>;
  /** After each piece. May throw to end it all. */
  readonly onBytes: () => Promise<void>;
}

/**
 * One request for what the part still lacks, and its answer's bytes into the part. Returns when the file is complete, as
 * far as its size tells.
 * @throws Transient when another try may help; ModelError; Node's error when the disk fails; `signal.reason`.
 */
export async function receive(part: PartWriter, to: Receiving, signal: AbortSignal): Promise<void> {
  const { remote, hub } = to;
  const { host } = new URL(remote.url);
  const limit = patience(to.stallMs, host, hub.clock, signal);
  try {
    const answer = await ask(part.bytes, to, limit.signal);
    try {
      await takeAnswer(part, answer, to, limit);
    } finally {
      answer.response.close();
    }
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    limit.end();
  }
}

async function ask(from: number, { remote, hub, etag }: Receiving, signal: AbortSignal): Promise<Answer> {
  const tag = etag();
  const range = { Range: `bytes=${from}-`, ...(tag === undefined ? {} : { 'If-Range': tag }) };
  const headers = { ...requestHeaders(hub.token), ...(from > 0 ? range : {}) };
  try {
    return await sendFollowing({ method: 'GET', url: remote.url, headers }, hub.send, signal);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof ModelError ? error : connectionProblem(error, new URL(remote.url).host);
  }
}

async function takeAnswer(part: PartWriter, answer: Answer, to: Receiving, limit: Patience): Promise<void> {
  const { response, url } = answer;
  const { status } = response;
  if (status === 416) {
    // The part is longer than the file, or the server counts otherwise.
    if (part.bytes === to.remote.bytes) return;
    await part.restart();
    throw new Transient(unclear(url.host, 'refuses the rest of the file'));
  }
  if (status !== 200 && status !== 206) {
    const isHub = url.origin === new URL(to.hub.endpoint).origin;
    const hasToken = to.hub.token !== undefined;
    const { endpoint } = to.hub;
    throw answerProblem(response, { endpoint, variant: to.variant, hasToken, isHub }, Date.now());
  }
  checkForm(response, url.host);
  const etag = strongTag(response.header('etag'));
  if (!continues(response, part.bytes, etag, to)) {
    await part.restart();
    if (status === 206)
      throw new Transient(unclear(url.host, 'sends another piece of the file than it was asked for'));
  }
  if (part.bytes === 0) await to.onEtag(etag);
  await takeBody(part, answer, to, limit);
}

/** Whether the answer's first byte is the one that the part lacks, of the same file. */
function continues(
  response: HttpResponse,
  from: number,
  etag: string | undefined,
  { remote, etag: known }: Receiving,
): boolean {
  if (response.status === 200) return from === 0;
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.header('content-range') ?? '') ?? [];
  const isSameFile = etag === undefined || known() === undefined || etag === known();
  const isSameSize = total === '*' || remote.bytes === undefined || Number(total) === remote.bytes;
  return Number(start) === from && isSameFile && isSameSize;
}

async function takeBody(
  part: PartWriter,
  { response, url }: Answer,
  to: Receiving,
  limit: Patience,
): Promise<void> {
  const { remote } = to;
  try {
    for await (const chunk of response.body) {
      limit.signal.throwIfAborted();
      limit.heard();
      if (part.bytes === 0) checkMagic(chunk, response, url.host);
      if (remote.bytes !== undefined && part.bytes + chunk.length > remote.bytes) throw tooLong(url.host);
      await part.write(chunk);
      await to.onBytes();
      // Writing may be what took so long.
      limit.heard();
    }
  } catch (error) {
    limit.signal.throwIfAborted();
    throw isFromNetwork(error) ? connectionProblem(error, url.host) : error;
  }
  if (remote.bytes !== undefined && part.bytes < remote.bytes) {
    throw new Transient(unclear(url.host, 'ended the file too early'));
  }
}

/** A first piece of less than four bytes is judged as far as it goes; the whole file's hash is the real judge. */
function checkMagic(chunk: Uint8Array, response: HttpResponse, host: string): void {
  const magic = Buffer.from(chunk.subarray(0, 4)).toString('latin1');
  if ('GGUF'.startsWith(magic)) return;
  if (magic.trimStart().startsWith('<') || isHtml(response)) throw htmlPage(host);
  throw new ModelError(
    'not-gguf',
    `${host} sent something that is not a model in GGUF form.`,
    'Nothing was kept. Choose a file that ends in .gguf, or try another mirror.',
  );
}

function checkForm(response: HttpResponse, host: string): void {
  const coding = response.header('content-encoding') ?? 'identity';
  if (coding !== 'identity')
    throw new Transient(unclear(host, `packs the file (${coding}), which it was asked not to do`));
  if (isHtml(response)) throw htmlPage(host);
}

function isHtml(response: HttpResponse): boolean {
  return /^\s*text\/html\b/i.test(response.header('content-type') ?? '');
}

/** A weak tag promises the same meaning and not the same bytes. */
function strongTag(tag: string | undefined): string | undefined {
  return tag !== undefined && /^"[^"]+"$/.test(tag) ? tag : undefined;
}

/** The disk's errors carry a system call that is none of a socket's. */
function isFromNetwork(error: unknown): boolean {
  if (error instanceof ModelError || error instanceof Transient) return false;
  const disk = /^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS|EACCES|EBADF|ENOENT|ESTALE)$/;
  return !disk.test(codeOf(error) ?? '');
}

function tooLong(host: string): ModelError {
  return new ModelError(
    'wrong-size',
    `${host} sends more bytes than the hub promised.`,
    'Nothing was kept. Try another mirror.',
  );
}

function unclear(host: string, what: string): ModelError {
  return new ModelError('server-error', `${host} ${what}.`, 'Try again later, or use a mirror.');
}
