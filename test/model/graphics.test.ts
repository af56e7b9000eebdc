import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { beforeAll, describe, expect, test } from 'vitest';

import { forkHost } from '../../src/model/forkHost';
import { askGpu } from '../../src/model/gpu/askGpu';
import { packageFor } from '../../src/model/gpu/enginePackages';
import { startHost } from '../../src/model/startHost';
import { writeScriptedModel } from '../fakes/gguf/scriptedModel';
import { collect, prefix, text } from './collect';
import { bundledHost } from './hostForTest';
import { testFolder } from './testFolder';

let host: string;
beforeAll(async () => {
  host = await bundledHost();
});

test.each(['cuda', 'vulkan', 'metal'] as const)(
  'asked for %s, the engine answers without breaking its process',
  async (backend) => {
    const answer = await askGpu(() => forkHost(host), backend, new AbortController().signal);
    // A clone holds no engine for a graphics card but Apple's.
    const wanted = backend === 'metal' && process.platform === 'darwin' ? ['works', 'absent'] : ['absent'];
    expect(wanted).toContain(answer.kind);
  },
);

const backend = 'vulkan';
const name = packageFor(backend, process.platform, process.arch);

describe.runIf(name !== undefined)('an engine that the user has installed', () => {
  const engines = path.join(testFolder(), 'engines');
  const model = path.join(testFolder(), 'scripted.gguf');
  const never = new AbortController().signal;
  beforeAll(() => {
    const place = path.join(engines, name ?? '');
    mkdirSync(path.join(place, 'dist'), { recursive: true });
    writeFileSync(path.join(place, 'package.json'), JSON.stringify({ name, type: 'module' }));
    writeFileSync(path.join(place, 'dist', 'index.js'), 'process.kill(process.pid, "SIGKILL")');
    writeScriptedModel(model, { steps: [['=', ' first']] });
  });

  test('is the one that is asked, and takes only its own process down', async () => {
    const answer = await askGpu(() => forkHost(host, engines), backend, never);
    expect(answer).toMatchObject({ kind: 'broke', why: expect.stringContaining('SIGKILL') });
  });

  test('never keeps a model from the processor', async () => {
    const options = { contextTokens: 512, threads: 1, gpu: 'off', gpuLayers: 'auto', adapters: [] } as const;
    const start = { file: model, options, onProgress: () => undefined, onLog: () => undefined };
    const running = await startHost(() => forkHost(host, engines), start, never);
    const { text: written } = await collect(running.model, [prefix, text('x =')], { maxTokens: 10 });
    expect(written).toBe(' first');
    await running.stop();
  });
});
