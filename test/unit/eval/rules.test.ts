import { describe, expect, test } from 'vitest';

import { ScriptedModel } from '../../fakes/scriptedModel';
import { rules } from '../../../src/completion/request';
import type { Bench, Candidate } from '../../../src/lab/runModel';
import { labSettings } from '../../eval/configuration';
import { ablations, ablationsOf, changedBy } from '../../eval/rules/ablations';
import { askingModel, askingSloppy } from '../../eval/rules/holeRules';
import { Recordings } from '../../eval/rules/recordedModels';
import { ruleRow } from '../../eval/rules/ruleRow';
import { rulesText } from '../../eval/rules/rulesText';
import { sloppinesses } from '../../eval/rules/sloppyModel';
import { typingRuleRow } from '../../eval/rules/typingRuleRow';
import type { TypingResult } from '../../eval/typing/typingResult';
import { always, holesOf, parts, program } from './labForTest';

const never = new AbortController().signal;
const candidate: Candidate = { name: 'one', file: 'one.gguf', settings: labSettings(), learnsProject: true };

function benchOf(model: ScriptedModel): Bench {
  const { grammars, clock, logger } = parts;
  const card = { fileBytes: 1, contextTokens: 4096 };
  const host = { pid: undefined, model, card, stop: () => Promise.resolve() };
  return { start: () => Promise.resolve(host), grammars, clock, logger };
}

describe('what can be left out', () => {
  test('is every switch of the engine, and no name twice', () => {
    const names = ablations.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(expect.arrayContaining([...rules]));
  });

  test('stays out when more is left out', () => {
    const once = changedBy(candidate, { settings: { without: ['memory'] } });
    const twice = changedBy(once, { settings: { without: ['gate'] }, learnsProject: false });
    expect(twice).toMatchObject({ settings: { without: ['memory', 'gate'] }, learnsProject: false });
    expect(candidate.settings.without).toBeUndefined();
    expect(changedBy(candidate, {}).settings).toEqual(candidate.settings);
  });

  test('is asked for by name', () => {
    expect(ablationsOf('sloppy', ['validity']).map(({ name }) => name)).toEqual(['validity']);
    expect(() => ablationsOf('sloppy', ['valdity'])).toThrow('there are nothing, ');
  });
});

describe('a rule beside its absence', () => {
  test('is measured hole by hole, with a model that is asked once', async () => {
    const holes = await holesOf([program], 4);
    const model = new ScriptedModel({ text: 'nonsense\n', logProbability: -9 });
    const ask = askingModel(candidate, holes, benchOf(model), new Recordings(), never);
    const all = await ask({});
    const calls = model.calls.length;
    const open = await ask({ settings: { without: ['gate', 'validity'] } });
    expect(model.calls.length).toBe(calls);
    const row = ruleRow('gate', all, open, 1);
    expect(row).toMatchObject({ rule: 'gate', n: holes.length });
    expect(row.changed).toBeGreaterThan(0);
    const shown = row.differences.find(({ measure }) => measure === 'shown');
    expect(shown!.difference.mean).toBeLessThan(0);
    expect(ruleRow('nothing', all, await ask({}), 1)).toMatchObject({ changed: 0, nearer: 0, farther: 0 });
    const facts = { madeAt: '', machine: {} as never, model: 'one', seed: 1 };
    const text = rulesText({ ...facts, table: 'holes', base: all, rows: [row] });
    expect(text).toMatch(/\n\| gate \| \d+ \| .*−/);
  });

  test('is measured with answers that are right and spoiled', async () => {
    const holes = [...(await holesOf([program], 4)), ...(await holesOf([program], 4, 2))];
    const ask = askingSloppy(candidate, holes, benchOf(new ScriptedModel('')), never);
    const all = await ask({});
    const none = await ask({
      settings: { without: rules.filter((rule) => /^(?:stop|polish):|validity/.test(rule)) },
    });
    const [mended, left] = [all, none].map((each) => ruleRow('all', each, each, 1).shownRight.with);
    expect(mended).toBeGreaterThan(left!);
  });

  test('each way to spoil an answer makes another text of it', async () => {
    const [hole] = await holesOf([program], 1);
    const spoiled = sloppinesses.map(({ spoil }) => spoil(hole!));
    expect(new Set([...spoiled, hole!.expected]).size).toBe(sloppinesses.length + 1);
  });
});

test('a recording goes on where the first listener has stopped', async () => {
  const model = new ScriptedModel('one two three');
  const recorded = new Recordings().watching(always(model)).peek()!;
  const prompt = [{ text: 'a' }];
  const heard = async (most: number): Promise<string> => {
    let text = '';
    for await (const chunk of recorded.generate(prompt, { maxTokens: 99 }, never)) {
      text += chunk.text;
      if (text.length >= most) break;
    }
    return text;
  };
  expect(await heard(5)).toBe('one two ');
  expect(await heard(99)).toBe('one two three');
  expect(model.calls.length).toBe(2);
  expect(await heard(99)).toBe('one two three');
  expect(model.calls.length).toBe(2);
});

test('what a rule saves while typing is told of all pieces together', () => {
  const piece = (keys: number): TypingResult => ({
    file: 'a.ts',
    characters: 100,
    keysAlone: 100,
    keys,
    shown: 3,
    accepted: 2,
    partlyAccepted: 0,
    rejected: 1,
    refused: 1,
    flickered: 0,
    prepared: 0,
    acceptedCharacters: 9,
    corrections: 0,
    writtenTokens: 5,
    wastedTokens: 1,
    readTokens: 200,
    ttftMs: [],
    ghostMs: [1, 2, 3],
  });
  const row = typingRuleRow('cache', [piece(50), piece(70)], [piece(60), piece(80)], 1);
  expect(row.saved).toMatchObject({ n: 2, mean: 0.1, low: 0.1, high: 0.1 });
  expect(row.on).toMatchObject({ saved: 0.4, shown: 6, ghostMs: { p50: 2 } });
  const facts = { madeAt: '', machine: {} as never, model: 'one', seed: 1 };
  const text = rulesText({ ...facts, table: 'typing', base: [piece(50)], rows: [row] });
  expect(text).toContain('| cache | +10.0 * | +10.0 … +10.0 | 0 |');
});
