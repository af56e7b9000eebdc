import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { DownloadQueue } from '../../../../src/model/download/downloadQueue';
import type { DownloadState } from '../../../../src/model/store/installedModel';
import { ModelStore } from '../../../../src/model/store/modelStore';
import { bench, fileName, model, repository, sha256Of, variant } from './downloadForTest';

const at = bench();
const order = { variant, licence: undefined };
const second = { ...variant, ref: 'inkling-tests/other-GGUF:Q8_0', repository: 'inkling-tests/other-GGUF' };
let queue: DownloadQueue;
let store: ModelStore;

function newQueue(): DownloadQueue {
  const { hub, spareBytes } = at.current.options();
  return new DownloadQueue({ store, options: () => Promise.resolve({ hub, spareBytes: spareBytes ?? 0 }) });
}

beforeEach(() => {
  at.current.hub.publish({ repository: second.repository, file: fileName, bytes: model });
  store = new ModelStore(at.current.folder);
  queue = newQueue();
});
afterEach(() => queue.dispose());

/** The state of a download once it is as wanted. */
async function until(
  isSo: (state: DownloadState | undefined) => boolean,
  ref = variant.ref,
): Promise<DownloadState | undefined> {
  for (;;) {
    const state = queue.states().find((one) => one.ref === ref);
    if (isSo(state)) return state;
    await sleep(5);
  }
}

/** The first download stands still at byte 4000, once they have come. */
async function halfWay(): Promise<void> {
  at.current.hub.fault = ({ at: place }) => (place === 'store' ? { kind: 'stall', after: 4000 } : undefined);
  queue.add(order);
  await until((state) => (state?.bytesDone ?? 0) >= 4000);
  at.current.hub.fault = () => undefined;
}

const partFiles = async () => (await at.current.files()).filter((name) => name.includes('.part'));
const storeRanges = () =>
  at.current.hub.requests.filter((seen) => seen.at === 'store').map(({ headers }) => headers.range);

test('a download that is paused goes on where it was, and ends in the list of models', async () => {
  await halfWay();
  queue.pause(variant.ref);
  expect(await until((state) => state?.kind === 'paused')).toMatchObject({
    bytesDone: 4000,
    problem: undefined,
  });
  queue.resume(variant.ref);
  await until((state) => state?.kind === 'done');
  expect(storeRanges()).toEqual([undefined, 'bytes=4000-']);
  expect(await store.list()).toMatchObject([{ ref: variant.ref, sha256: sha256Of(model) }]);
});

test.each([
  ['keep', 2],
  ['delete', 0],
] as const)('a download that is cancelled leaves the list; what has arrived: %s', async (arrived, left) => {
  await halfWay();
  await queue.cancel(variant.ref, arrived);
  expect(queue.states()).toEqual([]);
  expect(await partFiles()).toHaveLength(left);
});

test('a new window shows what was left as paused, asks nobody, and goes on when it is told to', async () => {
  await halfWay();
  await queue.dispose();
  const before = at.current.hub.requests.length;
  queue = newQueue();
  await queue.restore();
  expect(queue.states()).toMatchObject([
    { ref: variant.ref, kind: 'paused', bytesDone: 4000, bytesTotal: model.length },
  ]);
  expect(at.current.hub.requests).toHaveLength(before);
  queue.resume(variant.ref);
  await until((state) => state?.kind === 'done');
  expect(storeRanges().at(-1)).toBe('bytes=4000-');
});

test('a download that fails says why, and can be tried again', async () => {
  at.current.hub.publish({ repository, file: fileName, bytes: model, isGated: true });
  queue.add(order);
  const failed = await until((state) => state?.kind === 'failed');
  expect(failed?.problem).toMatchObject({ code: 'gated', remedy: expect.stringContaining(repository) });
  at.current.hub.publish({ repository, file: fileName, bytes: model });
  queue.resume(variant.ref);
  expect(await until((state) => state?.kind === 'done')).toMatchObject({ problem: undefined });
});

test('downloads run one after the other, in the order in which they were asked for', async () => {
  await halfWay();
  queue.add({ variant: second, licence: undefined });
  expect(queue.states().map(({ kind }) => kind)).toEqual(['running', 'queued']);
  queue.pause(variant.ref);
  await until((state) => state?.kind === 'done', second.ref);
  expect(queue.states().map(({ kind }) => kind)).toEqual(['paused', 'done']);
});

test('a download that is asked for twice is one', async () => {
  await halfWay();
  queue.add(order);
  expect(queue.states()).toHaveLength(1);
  expect(storeRanges()).toHaveLength(1);
});
