import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';

import type { Clock } from '../../completion/ports';
import { ModelError } from '../errors';
import { codeOf } from '../store/diskProblem';
import { htmlPage } from './answerProblem';
import { connectionProblem } from './connectionProblem';
import type { HttpResponse, HttpSend } from './httpPort';
import { answerMs, patience } from './patience';
import { persist } from './persist';
import { requestHeaders } from './requestHeaders';
import { sendFollowing } from './sendFollowing';
import { serverWaitMs } from './serverWait';
import { Transient } from './transient';

/** A file of which everything is known before the first byte. */
export interface PinnedFile {
  readonly url: string;
  readonly bytes: number;
  /** As npm writes it: the algorithm and the hash in base64. */
  readonly integrity: string;
}

export interface PinnedOptions {
  readonly send: HttpSend;
  readonly clock: Clock;
  readonly onBytes: (done: number) => void;
  readonly onPause?: (problem: ModelError, ms: number) => void;
}

/**
 * Downloads a file that is pinned by its hash, going on from what an earlier try left. Afterwards it is whole and what it
 * should be, or not there; an abort keeps what has arrived.
 * @throws ModelError no-connection, bad-certificate, insecure, not-on-hub, rate-limited, server-error, html-page,
 * wrong-size, wrong-hash; Node's error when the disk fails; `signal.reason`.
 */
export async function downloadPinned(
  pinned: PinnedFile,
  file: string,
  options: PinnedOptions,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  for (let isSecond = false; ; isSecond = true) {
    const wasThere = (await sizeOf(file)) > 0;
    await persist(
      () => receiveRest(pinned, file, options, signal),
      {
        clock: options.clock,
        onPause: ({ problem, ms }) => options.onPause?.(problem, ms),
      },
      signal,
    );
    if ((await integrityOf(file, pinned.integrity, signal)) === pinned.integrity) return;
    await rm(file, { force: true });
    // What an earlier try had left may be what is wrong; what came in one go is not.
    if (!wasThere || isSecond) throw wrongHash(pinned);
  }
}

/** One request. Throws `Transient` when another one may help. */
async function receiveRest(
  { url, bytes }: PinnedFile,
  file: string,
  { send, clock, onBytes }: PinnedOptions,
  signal: AbortSignal,
): Promise<void> {
  const from = await startingAt(file, bytes);
  if (from === bytes) return;
  const { host } = new URL(url);
  const limit = patience(answerMs, host, clock, signal);
  try {
    const headers = { ...requestHeaders(undefined), ...(from > 0 ? { Range: `bytes=${from}-` } : {}) };
    const { response } = await sendFollowing({ method: 'GET', url, headers }, send, limit.signal);
    try {
      checkAnswer(response, host);
      const isRest = response.status === 206 && /^bytes (\d+)-/.exec(response.header('content-range') ?? '');
      if (response.status === 206 && (!isRest || Number(isRest[1]) !== from)) {
        await rm(file, { force: true });
        throw new Transient(fault(host, 'sends another piece of the file than it was asked for'));
      }
      await append(response, file, response.status === 206 ? from : 0, bytes, host, (done) => {
        limit.heard();
        onBytes(done);
      });
    } finally {
      response.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    limit.signal.throwIfAborted();
    const isOurs = error instanceof ModelError || error instanceof Transient || isFromDisk(error);
    throw isOurs ? error : connectionProblem(error, host);
  } finally {
    limit.end();
  }
}

async function append(
  response: HttpResponse,
  file: string,
  from: number,
  bytes: number,
  host: string,
  onBytes: (done: number) => void,
): Promise<void> {
  const handle = await open(file, from > 0 ? 'r+' : 'w');
  try {
    let done = from;
    for await (const chunk of response.body) {
      if (done + chunk.length > bytes) {
        throw new ModelError(
          'wrong-size',
          `${host} sends more bytes than it should.`,
          'Nothing was installed.',
        );
      }
      for (let at = 0; at < chunk.length;) {
        at += (await handle.write(chunk, at, chunk.length - at, done + at)).bytesWritten;
      }
      done += chunk.length;
      onBytes(done);
    }
    if (done < bytes) throw new Transient(fault(host, 'ended the file too early'));
  } finally {
    await handle.close();
  }
}

function checkAnswer(response: HttpResponse, host: string): void {
  const { status } = response;
  if (status === 429 || status === 408 || status >= 500) {
    const problem =
      status === 429
        ? new ModelError('rate-limited', `${host} has had too many requests.`, 'Try again later.')
        : fault(host, `answered with error ${status}`);
    throw new Transient(problem, serverWaitMs(response, Date.now()));
  }
  if (status === 404)
    throw new ModelError(
      'not-on-hub',
      `${host} does not have this package.`,
      'Check the registry’s address.',
    );
  if (status !== 200 && status !== 206) throw fault(host, `answered with status ${status}`);
  if (/^\s*text\/html\b/i.test(response.header('content-type') ?? '')) throw htmlPage(host);
}

/** How much of the file is here and may be part of it. */
async function startingAt(file: string, bytes: number): Promise<number> {
  const size = await sizeOf(file);
  if (size <= bytes) return size;
  await rm(file);
  return 0;
}

async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.size ?? 0;
}

async function integrityOf(file: string, like: string, signal: AbortSignal): Promise<string> {
  const algorithm = like.slice(0, like.indexOf('-'));
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(file, { signal })) {
    if (chunk instanceof Uint8Array) hash.update(chunk);
  }
  return `${algorithm}-${hash.digest('base64')}`;
}

/** The disk's errors carry a system call that is none of a socket's. */
function isFromDisk(error: unknown): boolean {
  return /^(ENOSPC|EDQUOT|EFBIG|EIO|EROFS|EACCES|EBADF|ENOENT|ESTALE)$/.test(codeOf(error) ?? '');
}

function fault(host: string, what: string): ModelError {
  return new ModelError('server-error', `${host} ${what}.`, 'Try again later.');
}

function wrongHash({ url }: PinnedFile): ModelError {
  return new ModelError(
    'wrong-hash',
    `What ${new URL(url).host} sent is not the file that was asked for: its hash is another one.`,
    'Nothing was kept. Try again later, or from another network.',
  );
}
