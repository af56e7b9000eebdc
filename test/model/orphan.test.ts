import { spawn } from 'node:child_process';
import path from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import { writeTinyModel } from '../fakes/gguf/tinyModel';
import { bundle, bundledHost, isAlive, untilGone } from './hostForTest';
import { testFolder } from './testFolder';

const folder = testFolder();
const slow = path.join(folder, 'slow.gguf');
let host = '';
let parent = '';

beforeAll(async () => {
  host = await bundledHost();
  parent = await bundle('test/model/orphanParent.ts');
  // Wide enough that reading the prompt takes seconds: the host dies in the middle of native work.
  writeTinyModel(slow, { width: 512, heads: 4, layers: 8, hidden: 1024, contextTokens: 4096 });
});

test('a host does not outlive a parent that was killed, not even while it calculates', async () => {
  const process = spawn(globalThis.process.execPath, [parent, host, slow], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>((resolve) => {
    process.stdout.setEncoding('utf8').once('data', (line: string) => {
      resolve(Number(line));
    });
  });
  expect(isAlive(pid)).toBe(true);
  process.kill('SIGKILL');
  await untilGone(pid);
});
