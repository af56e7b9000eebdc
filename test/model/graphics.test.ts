import { beforeAll, expect, test } from 'vitest';

import { forkHost } from '../../src/model/forkHost';
import { askGpu } from '../../src/model/gpu/askGpu';
import { bundledHost } from './hostForTest';

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
