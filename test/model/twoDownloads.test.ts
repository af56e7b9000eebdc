import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';

import { LocalHub, sha256Of } from '../fakes/hub/localHub';
import { fileName, randomModel, repository } from '../unit/model/download/downloadForTest';
import { testFolder } from './testFolder';

/* Two processes of the command line that download the same file into the same folder at the same time. */
const ref = `${repository}:Q8_0`;
const models = path.join(testFolder(), 'models');
const file = path.join(models, repository, fileName);
const bytes = randomModel(6_000_000, 11);
const script = path.resolve('scripts/models.mjs');
let hub: LocalHub;

beforeAll(() => {
  // Builds what is to be built, so that the two don't do it both.
  spawnSync(process.execPath, [script, 'list', '--models-dir', models]);
});
beforeEach(async () => {
  hub = await LocalHub.start([{ repository, file: fileName, bytes }]);
});
afterEach(async () => {
  await hub.close();
  await rm(models, { recursive: true, force: true });
});

interface Run {
  readonly process: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>;
}

function start(): Run {
  const args = [script, 'download', ref, '--endpoint', hub.endpoint, '--models-dir', models, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, err] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.once('close', (code) => {
      resolve({ code, out, err });
    });
  });
  return { process: child, ended };
}

const fetches = () => hub.requests.filter(({ at, method }) => at === 'store' && method === 'GET');

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(20);
}

const arrived = (): number => statSync(`${file}.part`, { throwIfNoEntry: false })?.size ?? 0;

/** One whole file, one row that names it, and nothing else in the folder. */
async function expectOneModel(): Promise<void> {
  expect(sha256Of(Uint8Array.from(readFileSync(file)))).toBe(sha256Of(bytes));
  const names = await readdir(path.dirname(file));
  expect(names).toEqual([fileName]);
  const { status, stdout } = spawnSync(process.execPath, [script, 'list', '--models-dir', models, '--json'], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    models: [{ ref, file, sha256: sha256Of(bytes) }],
    unfinished: [],
  });
}

test('both end well, and the file has been fetched once', async () => {
  // Slow enough that the second one comes in the middle of the first one's work.
  hub.fault = ({ at }) => (at === 'store' ? { kind: 'drip', bytesPerSecond: 1_500_000 } : undefined);
  const first = start();
  await until(() => arrived() > 0);
  const second = start();
  const [one, two] = await Promise.all([first.ended, second.ended]);
  expect([one.code, two.code], one.err + two.err).toEqual([0, 0]);
  for (const { out } of [one, two])
    expect(JSON.parse(out)).toMatchObject({ ref, file, sha256: sha256Of(bytes) });
  expect(fetches()).toHaveLength(1);
  await expectOneModel();
});

test.each(['SIGINT', 'SIGKILL'] as const)(
  'the second goes on where the first was ended by %s',
  async (signal) => {
    // The first one waits for half a minute before it asks again.
    hub.fault = ({ at, headers }) =>
      at === 'store' && headers.range === undefined ? { kind: 'stall', after: 3_000_000 } : undefined;
    const first = start();
    await until(() => arrived() > 0);
    const second = start();
    // Its question to the hub comes after it has the lock; that it follows shows in nothing but time.
    await sleep(1_500);
    first.process.kill(signal);
    const [one, two] = await Promise.all([first.ended, second.ended]);
    expect(one.code).toBe(signal === 'SIGINT' ? 130 : null);
    if (signal === 'SIGINT') expect(one.err).toContain('What had arrived is kept');
    expect(two.code, two.err).toBe(0);
    expect(fetches().map(({ headers }) => headers.range)).toEqual([
      undefined,
      expect.stringMatching(/^bytes=\d+-$/),
    ]);
    await expectOneModel();
  },
);
