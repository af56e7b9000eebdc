import { once } from 'node:events';
import type http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Fault } from './faults';

const dripEveryMs = 50;

/** One answer of the file store: the whole file or a range of it, with one fault or none. */
export async function sendFile(
  bytes: Uint8Array,
  hash: string,
  fault: Fault | undefined,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  if (fault?.kind === 'status') {
    response.writeHead(fault.status, fault.headers).end();
    return;
  }
  if (fault?.kind === 'html') {
    response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end('<!doctype html><title>Log in to the guest network</title>');
    return;
  }
  const etag = fault?.kind === 'etag' ? fault.etag : `"${hash}"`;
  const file = changed(bytes, fault);
  const from = fault?.kind === 'no-range' ? undefined : rangeStart(request, etag);
  if (from !== undefined && from >= file.length) {
    response.writeHead(416, { 'Content-Range': `bytes */${file.length}` }).end();
    return;
  }
  const start = (from ?? 0) + (fault?.kind === 'shifted' && from !== undefined ? 1 : 0);
  const body = file.subarray(start);
  response.writeHead(from === undefined ? 200 : 206, {
    'Content-Type': 'application/octet-stream',
    ETag: etag,
    'Accept-Ranges': 'bytes',
    ...(fault?.kind === 'no-length' ? {} : { 'Content-Length': String(body.length) }),
    ...(from === undefined ? {} : { 'Content-Range': `bytes ${start}-${file.length - 1}/${file.length}` }),
  });
  if (request.method === 'HEAD') response.end();
  else if (fault?.kind === 'cut' || fault?.kind === 'stall') {
    const part = body.subarray(0, fault.after);
    // The head must be out before the end is: a cut is felt in the body.
    if (part.length > 0) await new Promise((resolve) => response.write(part, resolve));
    else response.flushHeaders();
    // Node's client throws away what it has not handed on yet when it meets the end.
    if (fault.kind === 'cut') await sleep(10);
    if (fault.kind === 'cut') response.destroy();
  } else if (fault?.kind === 'drip') await drip(body, fault.bytesPerSecond, response);
  else response.end(body);
}

function changed(bytes: Uint8Array, fault: Fault | undefined): Uint8Array {
  if (fault?.kind === 'truncated') return bytes.subarray(0, fault.to);
  if (fault?.kind !== 'wrong-byte') return bytes;
  const wrong = Uint8Array.from(bytes);
  wrong[fault.at] = (wrong[fault.at] ?? 0) ^ 0xff;
  return wrong;
}

/** Where a range begins; undefined for none, and when `If-Range` names another tag. */
function rangeStart({ headers }: http.IncomingMessage, etag: string): number | undefined {
  const [, start] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
  const condition = headers['if-range'];
  return start === undefined || (condition !== undefined && condition !== etag) ? undefined : Number(start);
}

async function drip(body: Uint8Array, bytesPerSecond: number, response: http.ServerResponse): Promise<void> {
  const step = Math.max(1, Math.round((bytesPerSecond * dripEveryMs) / 1000));
  for (let at = 0; at < body.length && !response.destroyed; at += step) {
    if (!response.write(body.subarray(at, at + step)))
      await Promise.race([once(response, 'drain'), once(response, 'close')]);
    await sleep(dripEveryMs);
  }
  response.end();
}
