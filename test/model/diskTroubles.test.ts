import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { afterEach, beforeEach, expect, test, type TestContext } from 'vitest';

import { downloadModel, type DownloadOptions } from '../../src/model/download/downloadModel';
import { ModelError } from '../../src/model/errors';
import { LocalHub, sha256Of } from '../fakes/hub/localHub';
import { mountFolder, type MountedFolder } from '../fakes/mountedFolder';
import { nodeHttp } from '../../src/model/download/nodeHttp';
import { quickClock, randomModel, repository, variant } from '../unit/model/download/downloadForTest';
import { testFolder } from './testFolder';

/*
 * Real disks that are full, read-only or gone. Small disks are made in memory, which takes root and the right to mount;
 * without it these tests are reported as skipped, not as passed.
 */
const root = testFolder();
const folder = path.join(root, 'models');
const file = path.join(folder, repository, variant.file);
const model = randomModel(3_500_000, 7);
let hub: LocalHub;
let disk: MountedFolder | undefined;

beforeEach(async () => {
  hub = await LocalHub.start([{ repository, file: variant.file, bytes: model }]);
});
afterEach(async () => {
  await hub.close();
  disk?.remove();
  disk = undefined;
  rmSync(folder, { recursive: true, force: true });
});

function mount(context: TestContext, megabytes: number): MountedFolder {
  const mounted = mountFolder(folder, megabytes);
  if (mounted === undefined) return context.skip('This needs root and the right to mount a small disk.');
  disk = mounted;
  return mounted;
}

function download(more: Partial<DownloadOptions> = {}) {
  const access = { endpoint: hub.endpoint, token: undefined, send: nodeHttp, clock: quickClock };
  const options = { folder, hub: access, spareBytes: 0, ...more };
  return downloadModel(variant, options, new AbortController().signal);
}

/** What the user reads: two plain sentences, with the folder's name and without a system's jargon. */
async function told(work: Promise<unknown>): Promise<ModelError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ModelError)) throw new Error('It did not fail as expected.', { cause: error });
  expect(error.message).toContain(folder);
  expect(`${error.message} ${error.remedy}`).not.toMatch(/\bE[A-Z]{4,}\b|errno|undefined/);
  return error;
}

const storeRequests = () => hub.requests.filter(({ at, method }) => at === 'store' && method === 'GET');

test('a disk without room is noticed before the first byte', async (context) => {
  mount(context, 3);
  expect(await told(download())).toMatchObject({
    code: 'disk-full',
    message: expect.stringContaining('needs 4 MB'),
    remedy: expect.stringMatching(/^Make room/),
  });
  expect(storeRequests()).toEqual([]);
  expect(existsSync(file)).toBe(false);
});

test('a disk that fills up in the middle ends the download, which goes on when there is room again', async (context) => {
  mount(context, 5);
  const hog = path.join(folder, 'another program');
  let isHogging = false;
  const crowded = download({
    onProgress: ({ kind }) => {
      if (kind !== 'running' || isHogging) return;
      isHogging = true;
      writeFileSync(hog, new Uint8Array(2_800_000));
    },
  });
  expect(await told(crowded)).toMatchObject({ code: 'disk-full' });
  expect(existsSync(file)).toBe(false);
  const arrived = statSync(`${file}.part`).size;
  expect(arrived).toBeGreaterThan(0);
  // Still no room: the record and the part stay as they are.
  expect(await told(download())).toMatchObject({ code: 'disk-full' });
  expect(statSync(`${file}.part`).size).toBe(arrived);
  rmSync(hog);
  await download();
  expect(storeRequests().at(-1)?.headers.range).toBe(`bytes=${arrived}-`);
  expect(hashOf(file)).toBe(sha256Of(model));
});

test('a disk without a single free byte leaves no lock behind', async (context) => {
  mount(context, 5);
  const hog = path.join(folder, 'another program');
  mkdirSync(path.dirname(file), { recursive: true });
  fill(hog);
  expect(await told(download())).toMatchObject({ code: 'disk-full' });
  expect(readdirSync(path.dirname(file))).toEqual([]);
  rmSync(hog);
  await download();
  expect(hashOf(file)).toBe(sha256Of(model));
});

test('a server that does not tell the size fills the disk, and a whole file or none is there', async (context) => {
  mount(context, 3);
  hub.fault = ({ url }) =>
    url.startsWith('/api') ? { kind: 'status', status: 404, at: 'hub' } : { kind: 'silent' };
  expect(await told(download())).toMatchObject({ code: 'disk-full' });
  expect(existsSync(file)).toBe(false);
});

test('a folder that can only be read is named', async (context) => {
  mount(context, 5).makeReadOnly();
  expect(await told(download())).toMatchObject({
    code: 'not-writable',
    remedy: expect.stringContaining('Choose a models folder that you may write to'),
  });
  expect(storeRequests()).toEqual([]);
});

test('a models folder that is deleted in the middle ends the download', async () => {
  hub.fault = ({ at }) => (at === 'store' ? { kind: 'drip', bytesPerSecond: 400_000 } : undefined);
  const orphan = download({
    onProgress: ({ kind }) => {
      if (kind === 'running') rmSync(folder, { recursive: true, force: true });
    },
  });
  expect(await told(orphan)).toMatchObject({
    code: 'folder-gone',
    remedy: expect.stringMatching(/^Download again/),
  });
  expect(existsSync(file)).toBe(false);
  hub.fault = () => undefined;
  await download();
  expect(hashOf(file)).toBe(sha256Of(model));
});

function hashOf(place: string): string {
  return createHash('sha256')
    .update(Uint8Array.from(readFileSync(place)))
    .digest('hex');
}

/** To the last byte. */
function fill(place: string): void {
  for (let size = 1 << 20; size >= 1; size = Math.floor(size / 2)) {
    for (;;) {
      try {
        writeFileSync(place, new Uint8Array(size), { flag: 'a' });
      } catch {
        break;
      }
    }
  }
}
