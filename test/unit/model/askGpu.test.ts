import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { forkHost } from '../../../src/model/forkHost';
import { askGpu } from '../../../src/model/gpu/askGpu';
import type { GpuAnswer } from '../../../src/model/gpu/gpuAnswer';

const folder = mkdtempSync(path.join(tmpdir(), 'inkling-gpu-'));
const never = new AbortController().signal;
const card = { name: 'Card 9', backend: 'vulkan', totalBytes: 8e9, freeBytes: 7e9 } as const;
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** A real process that does as the code says when it is asked. */
async function ask(code: string, waitMs = 60_000): Promise<{ answer: GpuAnswer; pid: number | undefined }> {
  const file = path.join(folder, `${Math.random().toString(36).slice(2)}.mjs`);
  writeFileSync(
    file,
    `const say = (message) => process.send(message); process.on('message', (asked) => { ${code} });`,
  );
  let pid: number | undefined;
  const fork = () => {
    const host = forkHost(file);
    pid = host.pid;
    return host;
  };
  return { answer: await askGpu(fork, 'vulkan', never, waitMs), pid };
}

test('an answer is an answer, and the process is gone afterwards', async () => {
  const { answer, pid } = await ask(`say({ type: 'gpu', gpu: ${JSON.stringify(card)} })`);
  expect(answer).toEqual({ kind: 'works', gpu: card });
  await untilGone(pid);
});

test('no card is no fault', async () => {
  const { answer } = await ask(`say({ type: 'no-gpu', why: 'There is none, ' + asked.backend + '.' })`);
  expect(answer).toEqual({ kind: 'absent', why: 'There is none, vulkan.' });
});

test('a crash is noticed, with what the process said last', async () => {
  const { answer } = await ask(`process.stderr.write('GGML_ASSERT', () => process.abort())`);
  expect(answer.kind).toBe('broke');
  expect('why' in answer && answer.why).toMatch(
    /^Vulkan ended the process that asked for it \(.*GGML_ASSERT/,
  );
});

test('a process that never answers is ended', async () => {
  const { answer, pid } = await ask('setInterval(() => undefined, 1000)', 300);
  expect(answer).toEqual({ kind: 'broke', why: 'Vulkan did not answer within 0.3 seconds.' });
  await untilGone(pid);
});

test('garbage is no answer', async () => {
  const { answer } = await ask(
    `say('gpu'); say({ type: 'gpu' }); say({ type: 'gpu', gpu: { ...${JSON.stringify(card)}, totalBytes: -1 } });
     say({ type: 'gpu', gpu: { ...${JSON.stringify(card)}, backend: 'cuda' } }); say({ type: 'log', line: 'x' });
     say(null, () => undefined); setTimeout(() => process.exit(3), 100);`,
  );
  expect(answer).toMatchObject({ kind: 'broke', why: expect.stringContaining('exit code 3') });
});

test('an abort ends the process and throws its reason', async () => {
  const file = path.join(folder, 'silent.mjs');
  writeFileSync(file, 'process.on("message", () => undefined)');
  const stop = new AbortController();
  const asking = askGpu(() => forkHost(file), 'cuda', stop.signal);
  stop.abort(new Error('enough'));
  await expect(asking).rejects.toThrow('enough');
});

async function untilGone(pid: number | undefined): Promise<void> {
  expect(pid).toBeDefined();
  while (isAlive(pid ?? 0)) await new Promise((resolve) => setTimeout(resolve, 20));
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
