import path from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import { parseReply } from '../../src/model/parseWire';
import type { Reply } from '../../src/model/wire';
import { writeScriptedModel } from '../fakes/gguf/scriptedModel';
import { bundledHost, forkForTest, settings } from './hostForTest';
import { testFolder } from './testFolder';

const folder = testFolder();
const file = path.join(folder, 'scripted.gguf');
let host = '';

beforeAll(async () => {
  host = await bundledHost();
  writeScriptedModel(file, { steps: [['=', ' one']] });
});

test('a host survives messages that mean nothing, and answers those that have an id', async () => {
  const { connection } = forkForTest(host);
  const replies: Reply[] = [];
  let wake: () => void = () => undefined;
  connection.onMessage((message) => {
    replies.push(parseReply(message));
    wake();
  });
  const until = async (found: (reply: Reply) => boolean): Promise<Reply> => {
    for (;;) {
      const reply = replies.find(found);
      if (reply) return reply;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const generate = (id: number): unknown => ({
    type: 'generate',
    id,
    prompt: [{ text: 'x =' }],
    limits: { maxTokens: 5 },
  });
  const nonsense: readonly unknown[] = [
    {},
    [],
    [1, 2],
    { type: 'dance' },
    { type: 'load' },
    { type: 'load', file: 3, options: {} },
    { type: 'cancel', id: 99 },
    { type: 'cancel', id: 'all' },
    { type: 'generate', id: 1 },
    { type: 'generate', id: 2, prompt: 'text', limits: { maxTokens: 5 } },
    { type: 'generate', id: 3, prompt: [{ control: 'delete' }], limits: { maxTokens: 5 } },
    { type: 'generate', id: 4, prompt: [{ text: 'x' }], limits: { maxTokens: -1 } },
    { type: 'generate', id: 5, prompt: [{ text: 'x' }], limits: { maxTokens: 1e99 } },
    new Map([['type', 'stop']]),
    new Uint8Array(1000),
    generate(6),
  ];
  for (const message of nonsense) connection.send(message);
  for (const id of [1, 2, 3, 4, 5, 6]) {
    expect(await until((reply) => 'id' in reply && reply.id === id)).toMatchObject({
      type: 'error',
      error: { code: 'bad-message' },
    });
  }
  const { contextTokens, threads, gpuLayers, adapters } = settings;
  const options = { contextTokens, threads, gpu: 'off', gpuLayers, adapters };
  connection.send({ type: 'load', file, options });
  connection.send({ type: 'load', file, options });
  expect(await until((reply) => reply.type === 'load-failed')).toMatchObject({
    error: { code: 'bad-message' },
  });
  await until((reply) => reply.type === 'loaded');
  connection.send(generate(7));
  connection.send(generate(7));
  await until((reply) => reply.type === 'error' && reply.id === 7);
  await until((reply) => reply.type === 'end' && reply.id === 7);
  const words = replies.flatMap((reply) =>
    reply.type === 'chunk' && reply.id === 7 ? [reply.chunk.text] : [],
  );
  expect(words.join('')).toBe(' one');
});
