import { describe, expect, test } from 'vitest';

import { BadMessage } from '../../../src/model/parseFields';
import { parseReply, parseRequest } from '../../../src/model/parseWire';
import type { Reply, Request } from '../../../src/model/wire';

const measured = {
  speed: { prefillTokensPerSecond: 100, decodeTokensPerSecond: 20 },
  charactersPerToken: 3.1,
};
const error = { code: 'truncated', message: 'It ends too early.', remedy: 'Download it again.' } as const;
const requests: readonly Request[] = [
  {
    type: 'load',
    file: '/models/a.gguf',
    options: {
      contextTokens: 2048,
      threads: 0,
      gpu: 'cuda',
      gpuLayers: 'auto',
      adapters: [{ file: '/models/lora.gguf', scale: 0.5 }],
    },
  },
  {
    type: 'load',
    file: '/models/a.gguf',
    options: { contextTokens: 2048, threads: 0, gpu: 'off', gpuLayers: 12, adapters: [] },
  },
  {
    type: 'load',
    file: '/models/a.gguf',
    options: {
      contextTokens: 2048,
      threads: 0,
      gpu: 'off',
      gpuLayers: 0,
      adapters: [],
      format: 'auto',
      ownStops: [{ family: 'mine', files: ['a.gguf'], stops: ['\n\n', '<END>'] }],
    },
  },
  {
    type: 'generate',
    id: 1,
    prompt: [{ control: 'suffix' }, { text: '' }, { control: 'prefix' }, { text: 'a' }],
    limits: { maxTokens: 0 },
  },
  {
    type: 'generate',
    id: 2,
    prompt: [],
    limits: { maxTokens: 9, maxLines: 3, draft: 'a + b', rank: 2, heals: false },
  },
  { type: 'cancel', id: 2 },
  { type: 'ask-gpu', backend: 'vulkan' },
  { type: 'stop' },
];
const replies: readonly Reply[] = [
  { type: 'progress', fraction: 0.5 },
  {
    type: 'loaded',
    model: {
      name: 'Hint',
      fim: { layout: 'psm', files: 'tokens', fileHeader: 'path', repo: true },
      contextTokens: 2048,
      fileBytes: 10,
      threads: 3,
      placement: { backend: 'vulkan', device: 'A card', gpuLayers: 2, layers: 24 },
      measured,
    },
  },
  { type: 'load-failed', error },
  { type: 'chunk', id: 1, chunk: { text: 'a', tokens: 1, logProbability: -0.5 } },
  {
    type: 'chunk',
    id: 1,
    chunk: {
      text: '',
      tokens: 0,
      logProbability: 0,
      prefill: { promptTokens: 9, readTokens: 1, prefillMs: 1.5 },
    },
  },
  { type: 'end', id: 1, measured },
  { type: 'end', id: 1, measured: { ...measured, speed: { ...measured.speed, isSeen: true } } },
  { type: 'error', id: 1, error },
  { type: 'gpu', gpu: { name: 'A card', backend: 'cuda', totalBytes: 8e9, freeBytes: 5.5e9 } },
  { type: 'no-gpu', why: 'There is none.' },
  { type: 'log', line: 'a line' },
];

test('what was said is what is heard, also through JSON', () => {
  for (const request of requests) {
    expect(parseRequest(request)).toEqual(request);
    expect(parseRequest(JSON.parse(JSON.stringify(request)))).toEqual(request);
  }
  for (const reply of replies) {
    expect(parseReply(structuredClone(reply))).toEqual(reply);
    expect(parseReply(JSON.parse(JSON.stringify(reply)))).toEqual(reply);
  }
});

test('what the other side adds is left out', () => {
  expect(parseRequest({ type: 'cancel', id: 1, also: 'this' })).toEqual({ type: 'cancel', id: 1 });
});

test('a field of the prototype is no field', () => {
  expect(() => parseRequest(Object.create({ type: 'stop' }))).toThrow(BadMessage);
  expect(() => parseRequest(JSON.parse('{"__proto__": {"type": "stop"}}'))).toThrow(BadMessage);
});

describe('any damage', () => {
  const junk: readonly unknown[] = [
    undefined,
    null,
    NaN,
    Infinity,
    -1,
    0.5,
    1e300,
    '',
    'x',
    true,
    [],
    {},
    [[]],
    () => 1,
  ];

  /** The message with one value anywhere in it replaced. */
  function* damaged(value: unknown): Generator {
    for (const replacement of junk) yield replacement;
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      for (const broken of damaged(inner)) {
        yield Array.isArray(value) ? value.with(Number(key), broken) : { ...value, [key]: broken };
      }
    }
  }

  test.each([...requests, ...replies].map((message) => [message.type, message] as const))(
    'of a message (%s) is a BadMessage or another valid message',
    (_, message) => {
      let refused = 0;
      for (const broken of damaged(message)) {
        for (const parse of [parseRequest, parseReply]) {
          try {
            const heard = parse(broken);
            // Whatever passes is valid all through: it is heard again as the same.
            expect(parse(heard)).toEqual(heard);
          } catch (thrown) {
            expect(thrown).toBeInstanceOf(BadMessage);
            refused += 1;
          }
        }
      }
      expect(refused).toBeGreaterThan(junk.length);
    },
  );
});
