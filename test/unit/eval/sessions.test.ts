import { describe, expect, test } from 'vitest';

import { Taste } from '../../../src/completion/acceptance/taste';
import type { Bench, Candidate } from '../../../src/lab/runModel';
import { labSettings } from '../../eval/configuration';
import { PredictionBook, recordedEngine } from '../../eval/simulation/recordedEngine';
import { SimulatedClock } from '../../eval/simulation/simulatedClock';
import { Onlooker } from '../../eval/typing/onlooker';
import { replay } from '../../eval/typing/replay';
import { editOf, typeFiles, typingBy, type Session } from '../../eval/typing/typingTask';
import { Dice } from '../../fakes/dice';
import { ManualClock } from '../../fakes/manualClock';
import { ScriptedModel } from '../../fakes/scriptedModel';
import { FakeEngine } from '../model/fakeEngine';
import { parts, program } from './labForTest';

const never = new AbortController().signal;

describe('what becomes of a ghost text', () => {
  const ghost = { text: 'sum(a)', replace: 0, source: 'model' };

  async function told(...acts: readonly ((onlooker: Onlooker) => void)[]): Promise<readonly string[]> {
    const clock = new ManualClock();
    const fates: string[] = [];
    const onlooker = new Onlooker(clock, (fate, seen, seenMs) => {
      fates.push(`${fate} ${seen.ghost.text} after ${seenMs}`);
    });
    onlooker.sees(ghost, 'x = ');
    for (const act of acts) {
      await clock.advance(400);
      act(onlooker);
    }
    return fates;
  }

  test('is that it was typed through, and then typed over', async () => {
    const fates = await told(
      (onlooker) => {
        onlooker.typed('x = ', 'x = s');
      },
      (onlooker) => {
        onlooker.typed('x = s', 'x = st');
      },
      (onlooker) => {
        onlooker.typed('x = st', 'x = str');
      },
    );
    expect(fates).toEqual(['typed-through sum(a) after 400', 'typed-over sum(a) after 800']);
  });

  test('is that it was accepted, in part or to its end', async () => {
    const fates = await told(
      (onlooker) => {
        onlooker.took('sum');
      },
      (onlooker) => {
        onlooker.took('(a)');
      },
    );
    expect(fates).toEqual(['accepted-part sum(a) after 400', 'accepted sum(a) after 800']);
  });

  test('is nothing when a slip is taken back', async () => {
    const fates = await told((onlooker) => {
      onlooker.typed('x = s', 'x = ');
    });
    expect(fates).toEqual(['ignored sum(a) after 400']);
  });
});

test('the caret rests on arrival and at the ends of lines, until the next key', async () => {
  const clock = new SimulatedClock();
  const rests: string[] = [];
  const piece = { file: program, start: 0, end: 120 };
  const rest = (text: { readonly written: string }): Promise<void> => {
    rests.push(text.written.split('\n').at(-1) ?? '');
    return Promise.resolve();
  };
  const asked = { ask: async () => undefined, rest, clock, dice: new Dice(1), seed: 1, indentUnit: '  ' };
  await clock.run(replay(piece, asked));
  // Nobody thinks for 400 ms within a word.
  expect(rests.length).toBeGreaterThan(2);
  expect(rests.filter((line) => line.trim() !== '')).toEqual([]);
});

describe('a session', () => {
  const other = { ...program, path: 'lib/order.ts', text: program.text.replaceAll('Basket', 'Order') };
  const candidate: Candidate = { name: 'a', file: 'a.gguf', settings: labSettings(), learnsProject: true };

  async function typed(session: Session): Promise<void> {
    const clock = new SimulatedClock();
    const { grammars } = parts;
    const outside = {
      runtime: () => clock.outside(grammars.runtime()),
      load: (file: string) => clock.outside(grammars.load(file)),
    };
    const model = new ScriptedModel({ text: 'nonsense', logProbability: -9 });
    const card = { fileBytes: 1, contextTokens: 4096 };
    const host = { pid: undefined, model, card, stop: () => Promise.resolve() };
    const bench: Bench = { ...parts, grammars: outside, clock, start: () => Promise.resolve(host) };
    const files = [other, program].map((file) => ({ file, others: [other, program], characters: 200 }));
    await clock.run(typeFiles(files, typingBy(candidate, []), bench, 1, never, session));
  }

  test('leaves the first lines of what was typed, and one before them, as a recent edit', () => {
    const start = program.text.indexOf('  add(');
    const { path, text } = editOf({ file: program, start, end: start + 40 });
    expect({ path, text: text.split('\n').map((line) => line.trim().slice(0, 12)) }).toEqual({
      path: program.path,
      text: ['', 'add(article:'],
    });
    expect(editOf({ file: program, start, end: program.text.length }).text.split('\n')).toHaveLength(13);
  });

  test('teaches the acceptance model, unless it is deaf', async () => {
    const taste = new Taste();
    await typed({ taste });
    const { accepted, rejected } = taste.data;
    expect(accepted + rejected).toBeGreaterThan(0);
    const deaf = new Taste();
    await typed({ taste: deaf, deaf: 'taste' });
    expect(deaf.data).toMatchObject({ accepted: 0, rejected: 0 });
  });
});

test('a recorded engine asks its model once, and says the same', async () => {
  const book = new PredictionBook();
  const answers: string[] = [];
  const fakes = [1, 2].map(() => new FakeEngine((after) => String.fromCharCode(after.length + 40), 1));
  for (const fake of fakes) {
    const [sequence] = recordedEngine(fake, book).sequences;
    await sequence?.read([97, 98]);
    const first = await sequence?.predict([99], [100, 101], [undefined, undefined]);
    await sequence?.keep([97, 98, 99]);
    const second = await sequence?.predict([], [102], [undefined]);
    answers.push([...(first ?? []), ...(second ?? [])].map(({ token }) => token).join(' '));
  }
  expect(answers).toEqual(['44 45 44', '44 45 44']);
  expect(fakes.map((fake) => fake.sequences[0]?.predictions)).toEqual([[2, 1], []]);
  const [other] = recordedEngine(fakes[0]!, book).sequences;
  await other?.read([97, 99]);
  await other?.predict([99], [100, 101], [undefined, undefined]);
  expect(book.batches).toBe(3);
});
