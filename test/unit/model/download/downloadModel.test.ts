import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { downloadModel } from '../../../../src/model/download/downloadModel';
import type { Fault } from '../../../fakes/hub/faults';
import { hubToken, sha256Of } from '../../../fakes/hub/localHub';
import { bench, fileName, model, repository, variant } from './downloadForTest';

const at = bench();
const sha256 = sha256Of(model);

/** The n-th request to the file store, counted from 0, meets this fault. */
function faults(...list: readonly (Fault | undefined)[]): void {
  let seen = 0;
  at.current.hub.fault = (request) => {
    if (request.at !== 'store') return undefined;
    const fault = list[Math.min(seen, list.length - 1)];
    seen += 1;
    return fault;
  };
}

/** A cut that comes when the downloader has all that was sent before it. */
function cutAfter(after: number): Fault {
  const already = at.current.received();
  return { kind: 'cut', after, haveCome: () => at.current.received() - already >= after };
}

const ranges = () =>
  at.current.hub.requests.filter((seen) => seen.at === 'store').map(({ headers }) => headers.range);

async function whole(): Promise<void> {
  expect(Buffer.compare(await at.current.bytes(), model)).toBe(0);
}

describe('a download', () => {
  test('lies under its repository, whole, with the commit and hash that the hub told', async () => {
    const done = await at.current.download();
    expect(done).toMatchObject({ file: at.current.file, bytes: model.length, sha256, isHashKnown: true });
    expect(done.revision).toBe(at.current.hub.commitOf(repository));
    expect(done.url).toContain(`/resolve/${done.revision}/`);
    await whole();
    expect(await at.current.files()).toEqual([
      `${repository}/${fileName}`,
      `${repository}/${fileName}.part.json`,
    ]);
  });

  test('asks nothing of the file store when the file is there', async () => {
    await at.current.download();
    at.current.hub.requests.length = 0;
    await at.current.download();
    expect(ranges()).toEqual([]);
  });

  test('is done anew when the file there is another one', async () => {
    await mkdir(path.dirname(at.current.file), { recursive: true });
    await writeFile(at.current.file, new Uint8Array(model.length));
    await at.current.download();
    await whole();
  });

  test('tells how far it is and ends at its total', async () => {
    await at.current.download();
    expect(at.current.progress.at(-1)).toMatchObject({
      kind: 'running',
      bytesDone: model.length,
      bytesTotal: model.length,
    });
  });

  test('goes on where the connection was cut, on the same condition', async () => {
    faults(cutAfter(3000), undefined);
    await at.current.download();
    const [, second] = at.current.hub.requests.filter((seen) => seen.at === 'store');
    expect(second?.headers).toMatchObject({ range: 'bytes=3000-', 'if-range': `"${sha256}"` });
    await whole();
  });

  test('goes on after a restart', async () => {
    faults({ kind: 'stall', after: 4000 });
    const stop = new AbortController();
    const waiting = at.current.options({
      onProgress: ({ bytesDone }) => {
        if (bytesDone >= 4000) stop.abort(new Error('paused'));
      },
    });
    await expect(downloadModel(variant, waiting, stop.signal)).rejects.toThrow('paused');
    expect(await at.current.files()).toEqual([
      `${repository}/${fileName}.part`,
      `${repository}/${fileName}.part.json`,
    ]);
    faults(undefined);
    await at.current.download();
    expect(ranges().at(-1)).toBe('bytes=4000-');
    await whole();
  });

  test('begins again when the server knows no ranges, or sends another one than was asked for', async () => {
    for (const fault of [{ kind: 'no-range' }, { kind: 'shifted' }] as const) {
      faults(cutAfter(3000), fault, undefined);
      await at.current.download();
      await whole();
      await rm(at.current.file);
    }
  });

  test('begins again when the file changes in the middle', async () => {
    faults(cutAfter(3000), { kind: 'etag', etag: '"other"' });
    await at.current.download();
    await whole();
  });

  test('does not go on with the part of another file', async () => {
    await at.current.download();
    await rm(at.current.file);
    await writeFile(`${at.current.file}.part`, new Uint8Array(500).fill(7));
    await writeFile(`${at.current.file}.part.json`, '{"version":1}');
    await at.current.download();
    expect(ranges().at(-1)).toBeUndefined();
    await whole();
  });

  test('is done once more when what an earlier try left is rotten', async () => {
    faults(cutAfter(3000), { kind: 'status', status: 404 });
    await expect(at.current.download()).rejects.toThrow();
    await writeFile(`${at.current.file}.part`, new Uint8Array(3000).fill(7));
    faults(undefined);
    await at.current.download();
    await whole();
  });

  test('waits as long as the server asks, and tells why', async () => {
    const headers = { RateLimit: '"resolvers";r=0;t=7' };
    faults(
      { kind: 'status', status: 429, headers },
      { kind: 'status', status: 503, headers: { 'Retry-After': '3' } },
      undefined,
    );
    await at.current.download();
    const waits = at.current.progress.filter(({ kind }) => kind === 'waiting');
    expect(waits.map(({ retryInMs, problem }) => [retryInMs, problem?.code])).toEqual([
      [7000, 'rate-limited'],
      [3000, 'server-error'],
    ]);
  });

  test('gives a silent connection up and takes another', async () => {
    faults({ kind: 'stall', after: 2000 }, undefined);
    await at.current.download({}, { stallMs: 150 });
    await whole();
  });

  test('works without a length, from a hub that tells no hashes, and from one that knows only GET', async () => {
    for (const kind of ['no-length', 'silent', 'no-head'] as const) {
      at.current.hub.fault = () => ({ kind });
      expect(await at.current.download()).toMatchObject({ sha256, isHashKnown: true });
      await rm(at.current.file);
    }
  });
});

describe('a download fails, and leaves no file, when', () => {
  const failing: readonly [string, readonly [Fault, ...Fault[]], string][] = [
    ['a byte is wrong', [{ kind: 'wrong-byte', at: 5000 }], 'wrong-hash'],
    ['a login page comes instead', [{ kind: 'html' }], 'html-page'],
    ['something else than a model comes', [{ kind: 'wrong-byte', at: 0 }], 'not-gguf'],
    ['the file ends too early, again and again', [{ kind: 'truncated', to: 5000 }], 'server-error'],
    ['the server fails again and again', [{ kind: 'status', status: 500 }], 'server-error'],
    [
      'the address of the store is refused again and again',
      [{ kind: 'status', status: 403 }],
      'server-error',
    ],
    [
      'the connection is cut at the same place again and again',
      [{ kind: 'no-range' }, { kind: 'cut', after: 0 }],
      'no-connection',
    ],
  ];
  test.each(failing)('%s', async (_, [first, then], code) => {
    faults(...(then === undefined ? [first] : [then]));
    await expect(at.current.download()).rejects.toMatchObject({ code });
    expect((await at.current.files()).filter((file) => file.endsWith('.gguf'))).toEqual([]);
  });

  test('the hub has no such file, revision or repository', async () => {
    await expect(at.current.download({ file: 'none.gguf' })).rejects.toMatchObject({ code: 'not-on-hub' });
    await expect(at.current.download({ revision: 'a'.repeat(40) })).rejects.toMatchObject({
      code: 'not-on-hub',
    });
    await expect(at.current.download({ repository: 'no/body' })).rejects.toMatchObject({
      code: 'not-on-hub',
    });
    await expect(at.current.download({ repository: 'no/body' }, { token: 'x' })).rejects.toMatchObject({
      code: 'not-on-hub',
    });
  });

  test('the hub has another file than the catalogue expects', async () => {
    await expect(at.current.download({ sha256: 'b'.repeat(64) })).rejects.toMatchObject({
      code: 'changed-on-hub',
    });
    await expect(at.current.download({ bytes: 3 })).rejects.toMatchObject({ code: 'changed-on-hub' });
    expect(ranges()).toEqual([]);
  });

  test('the licence is not accepted: it says where to do that', async () => {
    at.current.hub.publish({ repository, file: fileName, bytes: model, isGated: true });
    const page = `${at.current.hub.endpoint}/${repository}`;
    for (const token of [undefined, 'wrong']) {
      const refused = at.current.download({}, token === undefined ? {} : { token });
      await expect(refused).rejects.toMatchObject({ code: 'gated', remedy: expect.stringContaining(page) });
    }
    await at.current.download({}, { token: hubToken });
    await whole();
  });

  test('the name could lead out of the folder', async () => {
    for (const file of ['../x.gguf', 'a/../../x.gguf', 'a\\b.gguf', 'con.gguf', 'model.bin', '/x.gguf']) {
      await expect(at.current.download({ file })).rejects.toMatchObject({ code: 'bad-name' });
    }
    expect(at.current.hub.requests).toEqual([]);
  });

  test('nobody answers, in the end', async () => {
    const options = at.current.options();
    const hub = { ...options.hub, endpoint: 'http://127.0.0.1:9' };
    const signal = new AbortController().signal;
    await expect(downloadModel(variant, { ...options, hub }, signal)).rejects.toMatchObject({
      code: 'no-connection',
    });
  });
});

test('the token goes to the hub and not to the store', async () => {
  await at.current.download({}, { token: 'secret' });
  const authorizations = (place: string) =>
    new Set(
      at.current.hub.requests.filter((seen) => seen.at === place).map(({ headers }) => headers.authorization),
    );
  expect(authorizations('hub')).toEqual(new Set(['Bearer secret']));
  expect(authorizations('store')).toEqual(new Set([undefined]));
});
