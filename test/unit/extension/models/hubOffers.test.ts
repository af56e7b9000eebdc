import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { offersFor } from '../../../../src/extension/models/offersFor';
import { downloadModel } from '../../../../src/model/download/downloadModel';
import { nodeHttp } from '../../../../src/model/download/nodeHttp';
import { LocalHub } from '../../../fakes/hub/localHub';
import { quickClock } from '../../model/download/downloadForTest';

const signal = new AbortController().signal;
let hub: LocalHub;

beforeAll(async () => {
  const bytes = (length: number) => new Uint8Array(length).fill(length);
  hub = await LocalHub.start([
    { repository: 'me/code', file: 'code-Q8_0.gguf', bytes: bytes(80) },
    { repository: 'me/code', file: 'small/code-Q4_K_M.gguf', bytes: bytes(40) },
  ]);
});
afterAll(() => hub.close());

function offers(reference: string, endpoint = hub.endpoint) {
  return offersFor(reference, [], { endpoint, token: undefined, send: nodeHttp, clock: quickClock }, signal);
}

test('finds a quantization in a folder of the repository', async () => {
  const [offer, ...others] = await offers('me/code:Q4_K_M');
  expect(offer?.variant).toMatchObject({ file: 'small/code-Q4_K_M.gguf', bytes: 40 });
  expect(others).toEqual([]);
});

test('a name alone offers all of its files', async () => {
  expect((await offers('me/code')).map(({ variant }) => variant.ref)).toEqual([
    'me/code:Q4_K_M',
    'me/code:Q8_0',
  ]);
});

test('a mirror without lists still has the file that is named', async () => {
  hub.fault = ({ url }) => (url.startsWith('/api') ? { kind: 'status', status: 404, at: 'hub' } : undefined);
  const [offer] = await offers('me/code/code-Q8_0.gguf');
  expect(offer?.variant).toMatchObject({ file: 'code-Q8_0.gguf', bytes: undefined, sha256: undefined });
  await expect(offers('me/code:Q8_0')).rejects.toMatchObject({ code: 'not-on-hub' });
  hub.fault = () => undefined;
});

test('without a network it says so, and not that there is no such model', async () => {
  await expect(offers('me/code:Q8_0', 'http://127.0.0.1:9')).rejects.toMatchObject({ code: 'no-connection' });
});

test('a file that is named by its address comes from there, and the token stays at home', async () => {
  const home = await LocalHub.start([]);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'inkling-offers-'));
  try {
    const access = { endpoint: home.endpoint, token: 'secret', send: nodeHttp, clock: quickClock };
    const address = `${hub.endpoint}/me/code/resolve/main/code-Q8_0.gguf`;
    const [offer] = await offersFor(address, [], access, signal);
    const downloaded = downloadModel(offer!.variant, { folder, hub: access, spareBytes: 0 }, signal);
    // These bytes are no model; that they came is what counts.
    await expect(downloaded).rejects.toMatchObject({ code: 'not-gguf' });
    expect(home.requests).toEqual([]);
    expect(hub.requests.map(({ headers }) => headers.authorization).filter(Boolean)).toEqual([]);
  } finally {
    await home.close();
    await rm(folder, { recursive: true });
  }
});
