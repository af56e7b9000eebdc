import { describe, expect, test } from 'vitest';

import type { ModelFamily, ModelVariant } from '../../../src/model/catalogue/modelFamily';
import { chooseModel, fitAll } from '../../../src/model/fit/chooseModel';
import type { Circumstances } from '../../../src/model/fit/chooseModel';
import { planContext } from '../../../src/model/fit/contextPlan';
import { estimateMemory } from '../../../src/model/fit/estimateMemory';
import { fitOf } from '../../../src/model/fit/fitOf';
import { machineIdentity } from '../../../src/model/fit/machine';
import type { Machine } from '../../../src/model/fit/machine';
import type { ModelShape } from '../../../src/model/fit/modelShape';
import { parseProbe } from '../../../src/model/fit/probe';
import type { MachineProbe } from '../../../src/model/fit/probe';
import {
  emptyBook,
  noteSpeed,
  parseSpeedBook,
  recallSpeed,
  speedKey,
} from '../../../src/model/fit/speedBook';
import { shapeOfVariant } from '../../../src/model/fit/typicalShapes';

const machine: Machine = {
  processor: 'A processor',
  architecture: 'x64',
  physicalCores: 8,
  threads: 7,
  instructionSets: ['avx2'],
  totalMemory: 32e9,
  freeMemory: 24e9,
  gpus: [],
};
const identity = machineIdentity(machine);
const probe: MachineProbe = {
  machine: identity,
  engine: '1.2.3',
  at: 1,
  threads: 7,
  model: { name: 'Bundled', fileBytes: 7.5e6, parameters: 7e6 },
  prefillTokensPerSecond: 40_000,
  decodeTokensPerSecond: 600,
  bandwidth: 60e9,
};
const gigabyte: ModelShape = {
  fileBytes: 1e9,
  parameters: 1e9,
  kvBytesPerToken: 30_000,
  vocabularySize: 50_000,
  width: 2048,
  hidden: 8192,
  trainedContextTokens: 32_768,
};
const question = { shape: gigabyte, machine, contextTokens: 4096, probe, measured: undefined };

function family(own: Partial<ModelFamily> & { id: string; parameters: number }): ModelFamily {
  return {
    name: own.id,
    publisher: 'Somebody',
    kind: 'fill-in-the-middle',
    licence: { name: 'Apache-2.0', url: '', commercialUse: 'free' },
    contextTokens: 32_768,
    languages: [],
    fim: { layout: 'psm', files: 'tokens', fileHeader: 'path', repo: false, tokens: {}, stops: [] },
    quality: [],
    card: '',
    isGated: false,
    variants: [variant(own.id, own.parameters)],
    ...own,
  };
}

function variant(id: string, bytes: number, isVerified = true): ModelVariant {
  return {
    ref: `${id}:Q8_0`,
    quantization: 'Q8_0',
    repository: id,
    revision: undefined,
    file: `${id}.gguf`,
    bytes,
    sha256: `${id}-hash`,
    isVerified,
  };
}

const circumstances: Circumstances = {
  machine,
  probe,
  engine: '1.2.3',
  speeds: emptyBook,
  contextTokens: 4096,
};
const chosen = (families: readonly ModelFamily[], own: Partial<Circumstances> = {}) =>
  chooseModel(families, { ...circumstances, ...own })?.family.id;

describe('memory', () => {
  test('grows with the context window and with nothing beyond the model’s own', () => {
    const at = (tokens: number) => estimateMemory(gigabyte, planContext(gigabyte, tokens, 24e9)).kvCache;
    expect(at(8192)).toBe(2 * at(4096));
    expect(at(1e6)).toBe(at(32_768));
  });

  test('holds as many KV caches as are cheap, four at most, and one where two would take much of what is free', () => {
    expect(planContext(gigabyte, 4096, 24e9).sequences).toBe(4);
    expect(planContext(gigabyte, 4096, 0.5e9).sequences).toBe(1);
  });

  test('of a variant that is not here follows from its row, its size and its bits', () => {
    const rows = { id: 'qwen2.5-coder-1.5b', parameters: 1.54e9, contextTokens: 32_768 };
    const known = shapeOfVariant(rows, { bytes: 1_646_573_056, quantization: 'Q8_0' });
    expect(known).toMatchObject({ fileBytes: 1_646_573_056, kvBytesPerToken: 28_672 });
    const unsized = shapeOfVariant(rows, { bytes: undefined, quantization: 'Q8_0' });
    expect(unsized.fileBytes / known.fileBytes).toBeCloseTo(1, 1);
    expect(shapeOfVariant({ ...rows, id: 'new' }, { bytes: 1, quantization: 'Q8_0' }).width).toBe(2048);
  });
});

describe('a verdict', () => {
  test('is comfortable when hints come before the next keystroke', () => {
    expect(fitOf(question)).toMatchObject({ verdict: 'comfortable', basis: 'estimated' });
  });

  test('changes with the size: each step down is named', () => {
    const verdicts = [1, 3, 6, 24, 40].map(
      (size) =>
        fitOf({
          ...question,
          shape: { ...gigabyte, fileBytes: size * 1e9, parameters: size * 1e9 },
        }).verdict,
    );
    expect(verdicts).toEqual(['comfortable', 'works', 'too-slow', 'wont-fit', 'wont-fit']);
  });

  test('tells memory that is there in all from memory that is free now', () => {
    const busy = { ...machine, freeMemory: 1e9 };
    expect(fitOf({ ...question, machine: busy }).reason).toMatch(/1\.0 GB are free now/);
    const small = { ...machine, totalMemory: 1e9, freeMemory: 1e9 };
    expect(fitOf({ ...question, machine: small }).reason).toMatch(/this machine has 1\.0 GB/);
  });

  test('without a probe promises nothing about speed', () => {
    const fit = fitOf({ ...question, probe: undefined });
    expect(fit).toMatchObject({ verdict: 'works', basis: 'unknown', ttftMs: undefined });
  });

  test('believes what the model did here more than any estimate', () => {
    const measured = { prefillTokensPerSecond: 20, decodeTokensPerSecond: 3 };
    const fit = fitOf({ ...question, measured });
    expect(fit).toMatchObject({ verdict: 'too-slow', basis: 'measured', decodeTokensPerSecond: 3 });
  });
});

describe('the recommendation', () => {
  const small = family({ id: 'small', parameters: 0.5e9 });
  const middle = family({ id: 'middle', parameters: 0.9e9 });

  test('is the largest that keeps up', () => {
    expect(chosen([small, middle, family({ id: 'huge', parameters: 60e9 })])).toBe('middle');
    expect(chosen([small, middle], { machine: { ...machine, freeMemory: 1.1e9 } })).toBe('small');
  });

  test('is never one that must not be used at work while another one is usable', () => {
    const licence = { name: 'Research', url: '', commercialUse: 'no' } as const;
    expect(chosen([{ ...middle, licence }, small])).toBe('small');
    expect(chosen([{ ...middle, licence }])).toBe('middle');
  });

  test('sees the text behind the caret before anything but the licence', () => {
    expect(chosen([family({ id: 'plain', parameters: 1e9, kind: 'prefix-only' }), small])).toBe('small');
  });

  test('prefers a licence without conditions, and a file that two sources confirm', () => {
    const licence = { name: 'OpenRAIL', url: '', commercialUse: 'conditions' } as const;
    expect(chosen([{ ...middle, licence }, small])).toBe('small');
    expect(chosen([{ ...middle, variants: [variant('middle', 0.9e9, false)] }, small])).toBe('small');
  });

  test('prefers a larger file that one source confirms to the bundled one, which is there anyway', () => {
    const bundled = { ...variant('bundled', 7e6), repository: '' };
    const unconfirmed = family({
      id: 'small',
      parameters: 0.5e9,
      variants: [variant('small', 0.5e9, false)],
    });
    expect(chosen([family({ id: 'bundled', parameters: 7e6, variants: [bundled] }), unconfirmed])).toBe(
      'small',
    );
  });

  test('names its reason, and is none where nothing is usable', () => {
    expect(chooseModel([middle], circumstances)?.reason).toBe(
      'The largest that keeps up with typing here: it fills in the middle of code, Apache-2.0 licence.',
    );
    expect(chosen([family({ id: 'huge', parameters: 60e9 })])).toBeUndefined();
  });

  test('takes no advice from another machine’s probe, nor from another engine’s', () => {
    const basis = (own: Partial<Circumstances>) =>
      fitAll([small], { ...circumstances, ...own })[0]?.fit.basis;
    expect(basis({})).toBe('estimated');
    expect(basis({ engine: '2.0.0' })).toBe('unknown');
    expect(basis({ probe: { ...probe, machine: 'another' } })).toBe('unknown');
  });

  test('knows what has run here by the name and length of its file', () => {
    const entry = {
      model: speedKey({ file: '/models/middle.gguf', bytes: 0.9e9 }),
      machine: identity,
      place: 'cpu',
      at: 2,
      prefillTokensPerSecond: 9,
      decodeTokensPerSecond: 1,
    };
    const speeds = noteSpeed(emptyBook, entry);
    expect(chosen([small, middle], { speeds })).toBe('small');
    expect(recallSpeed(speeds, entry.model, 'another machine')).toBeUndefined();
  });
});

test('speeds and probes survive being kept as JSON', () => {
  const entry = {
    ...probe,
    model: speedKey({ file: '/m/a.gguf', bytes: 7 }),
    place: 'cpu',
  };
  const { model, machine: on, place, at, prefillTokensPerSecond, decodeTokensPerSecond } = entry;
  const kept = { model, machine: on, place, at, prefillTokensPerSecond, decodeTokensPerSecond };
  const book = noteSpeed(noteSpeed(emptyBook, { ...kept, at: 0 }), kept);
  expect(parseSpeedBook(JSON.parse(JSON.stringify(book)))).toEqual({ entries: [kept] });
  expect(parseProbe(JSON.parse(JSON.stringify(probe)))).toEqual(probe);
  expect(() => parseProbe({ ...probe, bandwidth: 0 })).toThrow('bandwidth');
});
