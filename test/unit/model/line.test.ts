import { describe, expect, test } from 'vitest';

import type { Chunk, CodeModel } from '../../../src/completion/ports';
import type { Connection } from '../../../src/model/connection';
import { ModelError } from '../../../src/model/errors';
import type { ForkedHost } from '../../../src/model/forkHost';
import { serveModel } from '../../../src/model/serveModel';
import type { HostedModel } from '../../../src/model/serveModel';
import { startHost } from '../../../src/model/startHost';
import type { RunningHost } from '../../../src/model/startHost';
import { collect, text } from '../../model/collect';
import { quiet } from '../../fakes/manualClock';

const nothing = (): void => undefined;

interface End {
  message: (said: unknown) => void;
  close: (why: string) => void;
}
const never = new AbortController().signal;
const format = { layout: 'psm', files: 'none', fileHeader: 'path', repo: false } as const;
const measured = { speed: { prefillTokensPerSecond: 90, decodeTokensPerSecond: 30 }, charactersPerToken: 4 };

/** Two ends of a line in one process. Messages travel as JSON, one turn of the event loop later. */
function line(): {
  readonly near: Connection;
  readonly far: Connection;
  readonly cut: (why: string) => void;
} {
  const ends = [0, 1].map((): End => ({ message: nothing, close: nothing }));
  let open = true;
  const connection = (own: number, other: number): Connection => ({
    send: (message) => {
      const travelling = JSON.stringify(message);
      setImmediate(() => {
        if (open) ends[other]?.message(JSON.parse(travelling));
      });
    },
    onMessage: (listener) => {
      ends[own]!.message = listener;
    },
    onClose: (listener) => {
      ends[own]!.close = listener;
    },
    close: nothing,
  });
  const cut = (why: string): void => {
    if (!open) return;
    open = false;
    for (const end of ends) end.close(why);
  };
  return { near: connection(0, 1), far: connection(1, 0), cut };
}

interface Stage {
  readonly host: RunningHost;
  readonly cut: (why: string) => void;
  readonly aborted: () => number;
}

/** A host in this process around the given model. */
async function stage(generate: CodeModel['generate'], load?: () => Promise<HostedModel>): Promise<Stage> {
  const { near, far, cut } = line();
  let aborted = 0;
  const model: CodeModel = {
    fim: format,
    contextTokens: 100,
    speed: measured.speed,
    estimateTokens: (content) => content.length,
    generate: (prompt, limits, signal) => {
      signal.addEventListener('abort', () => (aborted += 1));
      return generate(prompt, limits, signal);
    },
  };
  const placement = { backend: 'cpu', device: undefined, gpuLayers: 0, layers: 2 } as const;
  const card = {
    name: 'Fake',
    fim: format,
    contextTokens: 100,
    fileBytes: 5,
    threads: 1,
    placement,
    measured,
  };
  const hosted = { model, card, measured: () => measured, dispose: () => Promise.resolve() };
  serveModel({
    connection: far,
    load: load ?? (() => Promise.resolve(hosted)),
    findGpu: () => Promise.resolve(undefined),
    exit: () => {
      cut('stopped');
    },
  });
  const forked: ForkedHost = {
    pid: 1,
    connection: near,
    kill: () => {
      cut('killed');
    },
  };
  const start = {
    file: 'a.gguf',
    options: { contextTokens: 100, threads: 0, gpu: 'off', gpuLayers: 'auto', adapters: [] },
    onProgress: nothing,
    onLog: nothing,
  } as const;
  return { host: await startHost(() => forked, start, never), cut, aborted: () => aborted };
}

const chunk = (said: string): Chunk => ({ text: said, tokens: 1, logProbability: -0.1 });
const report: Chunk = {
  text: '',
  tokens: 0,
  logProbability: 0,
  prefill: { promptTokens: 1, readTokens: 1, prefillMs: 1 },
};

async function* endless(_: unknown, __: unknown, signal: AbortSignal): AsyncGenerator<Chunk> {
  yield report;
  for (;;) {
    await quiet();
    signal.throwIfAborted();
    yield chunk('x');
  }
}

test('chunks arrive as they were said, in order, and the stream ends', async () => {
  const said = [report, chunk('a'), chunk(''), chunk('\n"b"')];
  const { host } = await stage(async function* () {
    yield* said;
  });
  expect((await collect(host.model, [text('p')], { maxTokens: 9 })).chunks).toEqual(said);
  expect(host.model.fim).toEqual(format);
  expect(host.model.estimateTokens('12345')).toBe(2);
  await host.stop();
});

test('an abort throws at once and reaches the host', async () => {
  const { host, aborted } = await stage(endless);
  const controller = new AbortController();
  const reason = new Error('typed on');
  let count = 0;
  const reading = (async () => {
    for await (const each of host.model.generate([text('p')], { maxTokens: 9 }, controller.signal)) {
      count += each.tokens;
      if (count === 3) controller.abort(reason);
    }
  })();
  await expect(reading).rejects.toBe(reason);
  expect(count).toBe(3);
  await quiet();
  expect(aborted()).toBe(1);
});

test('a reader that leaves cancels the rest', async () => {
  const { host, aborted } = await stage(endless);
  for await (const each of host.model.generate([text('p')], { maxTokens: 9 }, never)) {
    if (each.tokens > 0) break;
  }
  await quiet();
  expect(aborted()).toBe(1);
});

test('two streams at once do not mix', async () => {
  const { host } = await stage(async function* (prompt) {
    yield report;
    for (const part of prompt) {
      await quiet();
      if ('text' in part) yield chunk(part.text);
    }
  });
  const answers = await Promise.all(
    ['one', 'two'].map((word) => collect(host.model, [text(word), text(word)], { maxTokens: 9 })),
  );
  expect(answers.map((answer) => answer.text)).toEqual(['oneone', 'twotwo']);
});

describe('what goes wrong', () => {
  test('in a stream is told to that stream', async () => {
    const { host } = await stage(async function* () {
      yield report;
      throw new ModelError('generation-failed', 'The engine gave up.', 'Restart.');
    });
    await expect(collect(host.model, [text('p')], { maxTokens: 9 })).rejects.toMatchObject({
      code: 'generation-failed',
      message: 'The engine gave up.',
      remedy: 'Restart.',
    });
  });

  test('while loading is told to who wanted the model, and the process ends', async () => {
    const load = (): Promise<HostedModel> =>
      Promise.reject(new ModelError('truncated', 'It ends too early.', 'Download it again.'));
    await expect(stage(endless, load)).rejects.toMatchObject({
      code: 'truncated',
      remedy: 'Download it again.',
    });
  });

  test('with the process breaks every stream and every later request', async () => {
    const { host, cut } = await stage(endless);
    const answers = [1, 2].map(() => collect(host.model, [text('p')], { maxTokens: 9 }));
    await quiet();
    cut('signal SIGSEGV');
    for (const answer of answers) await expect(answer).rejects.toMatchObject({ code: 'host-died' });
    await expect(collect(host.model, [text('p')], { maxTokens: 9 })).rejects.toMatchObject({
      code: 'host-died',
    });
    expect((await host.ended).message).toContain('SIGSEGV');
  });
});
