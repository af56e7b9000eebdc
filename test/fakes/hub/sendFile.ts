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
  const etag = tagOf(hash, fault);
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
  // Nothing is left to hold back: the client has all that it was promised, and takes the answer for ended.
  else if (fault?.kind === 'stall' && fault.after >= body.length) response.end(body);
  else if (fault?.kind === 'cut' || fault?.kind === 'stall') {
    const part = body.subarray(0, fault.after);
    // The head must be out before the end is: a cut is felt in the body.
    if (part.length > 0) await new Promise((resolve) => response.write(part, resolve));
    else response.flushHeaders();
    if (fault.kind === 'stall') return;
    do await sleep(10);
    while (fault.haveCome?.() === false && !response.destroyed);
    response.destroy();
  } else if (fault?.kind === 'drip') await drip(body, fault, response);
  else response.end(body);
}

function tagOf(hash: string, fault: Fault | undefined): string {
  if (fault?.kind === 'etag') return fault.etag;
  return fault?.kind === 'other' ? `"${hash.slice(0, 8)}-other"` : `"${hash}"`;
}

function changed(bytes: Uint8Array, fault: Fault | undefined): Uint8Array {
  if (fault?.kind === 'truncated') return bytes.subarray(0, fault.to);
  if (fault?.kind === 'other' || fault?.kind === 'spliced') return fault.bytes;
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

async function drip(
  body: Uint8Array,
  { bytesPerSecond, after }: Extract<Fault, { readonly kind: 'drip' }>,
  response: http.ServerResponse,
): Promise<void> {
  const step = Math.max(1, Math.round((bytesPerSecond * dripEveryMs) / 1000));
  const end = Math.min(body.length, after ?? Infinity);
  for (let at = 0; at < end && !response.destroyed; at += step) {
    response.write(body.subarray(at, Math.min(end, at + step)));
    await sleep(dripEveryMs);
    while (response.writableNeedDrain) await sleep(dripEveryMs);
  }
  if (end === body.length) response.end();
}
