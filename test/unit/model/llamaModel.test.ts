import { describe, expect, test } from 'vitest';

import { LlamaModel } from '../../../src/model/llamaModel';
import { collect, text } from '../../model/collect';
import { FakeEngine, script } from './fakeEngine';

const fim = {
  family: 'none',
  format: { layout: 'prefix-only', files: 'none', fileHeader: 'path', repo: false },
  controls: new Map(),
  stops: new Set(['#'.charCodeAt(0)]),
  stopTexts: [],
} as const;

function modelOn(engine: FakeEngine): LlamaModel {
  return new LlamaModel({ engine, fim, fileBytes: 1e9, threads: 4, now: () => performance.now() });
}

describe('an abort', () => {
  test('is obeyed after the stretch of prompt that is being read', async () => {
    const engine = new FakeEngine(script('=', 'one'));
    const controller = new AbortController();
    const sequence = engine.sequences[0]!;
    let calls = 0;
    sequence.onCall = (): void => {
      calls += 1;
      if (calls === 3) controller.abort();
    };
    engine.sequences[1]!.onCall = sequence.onCall;
    const answer = collect(modelOn(engine), [text('x'.repeat(4000))], { maxTokens: 1 }, controller.signal);
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(calls).toBe(3);
  });

  test('is obeyed after the token that is being written', async () => {
    const engine = new FakeEngine(() => 'y', 1);
    const sequence = engine.sequences[0]!;
    const controller = new AbortController();
    sequence.onCall = (): void => {
      if (sequence.predictions.length === 7) controller.abort();
    };
    const answer = collect(modelOn(engine), [text('x')], { maxTokens: 100 }, controller.signal);
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(sequence.predictions).toHaveLength(7);
  });

  test('before it begins costs nothing', async () => {
    const engine = new FakeEngine(() => 'y', 1);
    const answer = collect(modelOn(engine), [text('x')], { maxTokens: 100 }, AbortSignal.abort());
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(engine.sequences[0]!.predictions).toEqual([]);
  });
});

test('an error of the engine is told as such, and the next request starts clean', async () => {
  const engine = new FakeEngine(script('=', 'one'), 1);
  const model = modelOn(engine);
  const sequence = engine.sequences[0]!;
  sequence.onCall = (): void => {
    throw new Error('Eval has failed');
  };
  await expect(collect(model, [text('a=')], { maxTokens: 5 })).rejects.toMatchObject({
    name: 'ModelError',
    code: 'generation-failed',
  });
  expect(sequence.held).toEqual([]);
  sequence.onCall = (): void => undefined;
  expect((await collect(model, [text('a=')], { maxTokens: 5 })).text).toBe('one');
});

test('gives way to other work, and not for one slow token', async () => {
  const engine = new FakeEngine(() => 'y', 1);
  const sequence = engine.sequences[0]!;
  let now = 0;
  const slow = [4, 7, 8, 9, 10];
  sequence.onCall = (): void => {
    now += slow.includes(sequence.predictions.length) ? 200 : 10;
  };
  const model = new LlamaModel({ engine, fim, fileBytes: 1e9, threads: 4, now: () => now });
  await collect(model, [text('x')], { maxTokens: 8 });
  expect(engine.threads).toEqual([]);
  await collect(model, [text('x')], { maxTokens: 6 });
  expect(engine.threads).toEqual([2]);
});

test('a stop token ends the answer and is not written', async () => {
  const engine = new FakeEngine(script('=', 'one#two'), 1);
  expect((await collect(modelOn(engine), [text('a=')], { maxTokens: 50 })).text).toBe('one');
});

test('the prompt grows by what was typed', async () => {
  const engine = new FakeEngine(script('=', 'one'));
  const model = modelOn(engine);
  await collect(model, [text('const a =')], { maxTokens: 5 });
  const { prefill } = await collect(model, [text('const a =o')], { maxTokens: 5 });
  expect(prefill).toMatchObject({ promptTokens: 10, readTokens: 1 });
});

describe('the last tokens of a prompt', () => {
  test('are read in one batch with the first prediction', async () => {
    const engine = new FakeEngine(script('=', 'one'), 1);
    const model = modelOn(engine);
    const sequence = engine.sequences[0]!;
    await collect(model, [text('a'.repeat(100))], { maxTokens: 0 });
    sequence.reads.length = 0;
    const { text: answer } = await collect(model, [text(`${'a'.repeat(100)}bcd=`)], { maxTokens: 9 });
    expect(answer).toBe('one');
    expect(sequence.reads).toEqual([]);
    expect(sequence.before).toEqual([4, 0, 0, 0]);
  });

  test('are few: what comes before them is read first, where an abort can end it', async () => {
    const engine = new FakeEngine(script('=', 'one'), 1);
    await collect(modelOn(engine), [text(`${'a'.repeat(99)}=`)], { maxTokens: 9 });
    const sequence = engine.sequences[0]!;
    expect(sequence.reads.reduce((sum, size) => sum + size, 0)).toBe(84);
    expect(sequence.before).toEqual([15, 0, 0, 0]);
  });

  test('are all but one read by a warm-up, which asks for no prediction', async () => {
    const engine = new FakeEngine(script('=', 'one'), 1);
    await collect(modelOn(engine), [text('abcd=')], { maxTokens: 0 });
    expect(engine.sequences[0]!.reads).toEqual([4]);
    expect(engine.sequences[0]!.predictions).toEqual([]);
  });

  test('say nothing about the speed of decoding', async () => {
    const engine = new FakeEngine(() => 'y', 1);
    const sequence = engine.sequences[0]!;
    let now = 0;
    sequence.onCall = (): void => {
      now += sequence.before.at(-1) === 0 ? 10 : 500;
    };
    const model = new LlamaModel({ engine, fim, fileBytes: 1e9, threads: 4, now: () => now });
    await collect(model, [text('a prompt')], { maxTokens: 4 });
    expect(model.speed.decodeTokensPerSecond).toBe(100);
  });
});

describe('a draft', () => {
  const answer = 'return a + b;';
  const batches = async (draft: string): Promise<readonly number[]> => {
    const engine = new FakeEngine(script('=', answer), 1);
    const result = await collect(modelOn(engine), [text('x =')], { maxTokens: 40, draft });
    expect(result.text).toBe(answer);
    return engine.sequences[0]!.predictions;
  };

  test('that is right is read in batches that grow', async () => {
    // The last token of the prompt and eight of the draft; then what followed those, and the rest of the draft.
    expect(await batches(answer)).toEqual([9, 5]);
  });

  test('that is wrong costs one batch', async () => {
    expect(await batches('nothing like it')).toEqual([9, ...Array<number>(answer.length).fill(1)]);
  });

  test('that is half right saves the right half', async () => {
    expect(await batches('ret!!!!!!!!')).toEqual([9, ...Array<number>(answer.length - 3).fill(1)]);
  });

  test('never makes the answer longer than its limit', async () => {
    const engine = new FakeEngine(script('=', answer), 1);
    const result = await collect(modelOn(engine), [text('x =')], { maxTokens: 3, draft: answer });
    expect(result.text).toBe('ret');
  });
});

describe('another beginning', () => {
  /** Behind `=` the model would write a, then b, then c; each goes on in its own way. */
  const says = (after: string): string =>
    after.endsWith('=') ? 'abc' : after.endsWith('1') ? '\0' : after.endsWith('!') ? '1' : '!';
  const answers = async (rank: number | undefined, cue = 'x ='): Promise<string> => {
    const engine = new FakeEngine(says, 1);
    const limits = { maxTokens: 9, ...(rank === undefined ? {} : { rank }) };
    return (await collect(modelOn(engine), [text(cue)], limits)).text;
  };

  test('takes the place of the likeliest, the second likeliest', async () => {
    expect(await answers(undefined)).toBe('a!1');
    expect(await answers(1)).toBe('b!1');
    expect(await answers(2)).toBe('c!1');
  });

  test('that the model does not see is none', async () => {
    expect(await answers(3)).toBe('');
  });

  test('reads nothing of the prompt again but its last token', async () => {
    const engine = new FakeEngine(says, 1);
    const model = modelOn(engine);
    await collect(model, [text('let x =')], { maxTokens: 9 });
    const { prefill } = await collect(model, [text('let x =')], { maxTokens: 9, rank: 1 });
    expect(prefill.readTokens).toBe(1);
  });

  test('leaves a draft aside', async () => {
    const engine = new FakeEngine(says, 1);
    const { text: said } = await collect(modelOn(engine), [text('x =')], {
      maxTokens: 9,
      rank: 1,
      draft: 'a!1',
    });
    expect(said).toBe('b!1');
    expect(engine.sequences[0]!.predictions).toEqual([1, 1, 1, 1]);
  });

  test('is another end of half a word', async () => {
    const [fo, fu] = [256, 257];
    const engine = new FakeEngine((after) => (after.endsWith(' ') ? String.fromCharCode(fo, fu) : '!'), 1);
    engine.words.set(fo, 'fo').set(fu, 'fu');
    const { text: said } = await collect(modelOn(engine), [text('= f')], { maxTokens: 3, rank: 1 });
    expect(said).toBe('u!!');
  });
});

test('drafts that never pay are soon left alone, but for a try now and then', async () => {
  const engine = new FakeEngine(script('=', 'abcdefgh'), 1);
  const sequence = engine.sequences[0]!;
  let now = 0;
  sequence.onCall = (): void => {
    now += 10 * (sequence.predictions.at(-1) ?? 1);
  };
  const model = new LlamaModel({ engine, fim, fileBytes: 1e9, threads: 1, now: () => now });
  for (let request = 0; request < 40; request += 1) {
    await collect(model, [text('x =')], { maxTokens: 20, draft: 'wrong, all wrong' });
  }
  // The first one, before anything is known, and each sixteenth of those that followed.
  expect(sequence.predictions.filter((size) => size > 1)).toHaveLength(3);
});

describe('two sequences', () => {
  const long = (word: string): string => `${word} `.repeat(40);

  test('each keep a file; a third takes the place of the one not used longest', async () => {
    const model = modelOn(new FakeEngine(script('=', 'one')));
    const reads = async (content: string): Promise<number> =>
      (await collect(model, [text(`${content}=`)], { maxTokens: 2 })).prefill.readTokens;
    await reads(long('a'));
    await reads(long('b'));
    expect(await reads(long('a'))).toBe(1);
    expect(await reads(long('b'))).toBe(1);
    expect(await reads(long('c'))).toBe(81);
    expect(await reads(long('b'))).toBe(1);
    expect(await reads(long('a'))).toBe(81);
  });
});
