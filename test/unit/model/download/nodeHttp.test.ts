import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { nodeHttp } from '../../../../src/model/download/nodeHttp';
import { bench, repository } from './downloadForTest';

const at = bench();
const unheard: unknown[] = [];
const note = (error: unknown): void => void unheard.push(error);

beforeEach(() => {
  unheard.length = 0;
  process.on('uncaughtException', note);
});
afterEach(() => {
  process.off('uncaughtException', note);
});

async function askAndAbort(when: 'unread' | 'at the last bytes'): Promise<void> {
  const stop = new AbortController();
  const url = `${at.current.hub.endpoint}/api/models/${repository}/tree/main`;
  const { body } = await nodeHttp({ method: 'GET', url, headers: {} }, stop.signal);
  // All of it has come: the first piece that is read is also the last.
  await sleep(50);
  if (when === 'at the last bytes') {
    for await (const chunk of body) {
      expect(chunk.length).toBeGreaterThan(0);
      stop.abort(new Error('enough'));
    }
  } else stop.abort(new Error('enough'));
  await sleep(50);
}

test.each(['unread', 'at the last bytes'] as const)(
  'an abort of an answer, %s, ends in no unheard error',
  async (when) => {
    await askAndAbort(when);
    expect(unheard).toEqual([]);
  },
);

test('the way out is the one that the editor has put there, with its proxy and certificates', async () => {
  // As VS Code does it when it has started: in place, long after this module was loaded.
  const editor = vi.spyOn(http, 'request');
  try {
    await askAndAbort('unread');
    expect(editor).toHaveBeenCalledOnce();
    // An agent of our own would go past the proxy.
    expect(editor.mock.calls[0]?.[1]).not.toHaveProperty('agent');
  } finally {
    editor.mockRestore();
  }
});
