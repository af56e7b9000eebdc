import { describe, expect, test } from 'vitest';

import type { CorpusFile, Hole } from '../../../src/lab/hole';
import { LabEngine } from '../../../src/lab/labEngine';
import { runHoles } from '../../../src/lab/runHoles';
import { ScriptedModel } from '../../fakes/scriptedModel';
import { always, parts, program } from './labForTest';

const line = 'const invoice = createInvoice(basket, customer, dueDate);';
const filler = Array.from({ length: 400 }, (_, index) => `export const article${index} = ${index};\n`).join(
  '',
);
const neighbour: CorpusFile = { ...program, path: 'lib/invoices.ts', text: `${filler}${line}\n${filler}` };

function hole(neighbours: readonly CorpusFile[]): Hole {
  const prefix = 'function bill(basket, customer, dueDate) {\n  const invoice = ';
  return {
    ...program,
    id: 'a',
    kind: 'rest-of-line',
    prefix,
    suffix: '\n}\n',
    expected: line.slice(16),
    neighbours,
  };
}

async function fill(holes: readonly Hole[], model: ScriptedModel) {
  const engine = new LabEngine({ ...parts, models: always(model) });
  const results = await runHoles(holes, engine, () => undefined, new AbortController().signal);
  await engine.dispose();
  return results;
}

describe('the lab', () => {
  test('has learned the open files before it asks', async () => {
    const [result] = await fill([hole([neighbour])], new ScriptedModel({ text: 'x', logProbability: -9 }));
    expect(result).toMatchObject({
      candidate: 'createInvoice(basket, customer, dueDate);',
      source: 'memory',
    });
  });

  describe('with a project', () => {
    const inProject = (files: readonly CorpusFile[], hidden: readonly string[] = []): Hole => ({
      ...hole([]),
      project: { files, hidden: new Set(hidden) },
    });
    const unsure = () => new ScriptedModel({ text: 'x;', logProbability: -9 });
    const shared = [neighbour];

    test('knows the files that are not open, too', async () => {
      const [result] = await fill([inProject(shared)], unsure());
      expect(result).toMatchObject({
        candidate: 'createInvoice(basket, customer, dueDate);',
        source: 'memory',
      });
    });

    test('never reads the file with the hole, nor its copies', async () => {
      const answer = { ...neighbour, path: program.path };
      const holes = [inProject([answer]), inProject(shared, [neighbour.path]), inProject(shared)];
      const sources = (await fill(holes, unsure())).map(({ source }) => source);
      expect(sources).toEqual(['model', 'model', 'memory']);
    });

    test('knows no more than the open files when the settings say so', async () => {
      const engine = new LabEngine({ ...parts, learnsProject: false, models: always(unsure()) });
      const [result] = await runHoles(
        [inProject(shared)],
        engine,
        () => undefined,
        new AbortController().signal,
      );
      await engine.dispose();
      expect(result?.source).toBe('model');
    });
  });

  test('forgets the files that it closes', async () => {
    const model = new ScriptedModel({ text: 'x;', logProbability: -9 });
    const results = await fill([hole([neighbour]), hole([])], model);
    expect(results.map(({ source }) => source)).toEqual(['memory', 'model']);
  });

  test('sees behind the gate without asking the model again', async () => {
    const model = new ScriptedModel({ text: 'bill;', logProbability: -3 });
    const [result] = await fill([hole([])], model);
    expect(result).toMatchObject({ shown: null, reason: 'unsure', candidate: 'bill;', source: 'model' });
    expect(result?.confidence).toBeLessThan(0.1);
    expect(model.calls).toHaveLength(1);
  });

  test('gives the same place a fresh start: nothing comes from the cache', async () => {
    const model = new ScriptedModel({ text: 'bill;', logProbability: -0.01 });
    const results = await fill([hole([]), hole([])], model);
    expect(results.map(({ source }) => source)).toEqual(['model', 'model']);
    expect(model.calls).toHaveLength(2);
  });
});
