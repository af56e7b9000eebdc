import { beforeAll, describe, expect, test } from 'vitest';

import type { Hole } from '../../../src/lab/hole';
import { reportOf, runOf } from '../../../src/lab/makeReport';
import { htmlPage } from '../../../src/lab/page/htmlPage';
import type { LabReport, Run } from '../../../src/lab/report';
import { compareAgainst, parseRecord, recordOf, recordText } from '../../eval/against';
import { labSettings } from '../../eval/configuration';
import { evalPage } from '../../eval/page';
import { reportText } from '../../eval/printReport';
import type { Report } from '../../eval/report';
import { holesOf, program, runWith } from './labForTest';

const machine = {
  processor: 'Abacus',
  logicalCores: 2,
  physicalCores: 2,
  memoryBytes: 2 ** 33,
  platform: 'linux-x64',
  node: 'v20',
  engine: 'node-llama-cpp 1',
  llamaCpp: 'b1',
};
const host = {
  file: 'a.gguf',
  fileBytes: 7e6,
  contextTokens: 4096,
  loadMs: 300,
  memoryBytes: null,
  prefillTokensPerSecond: 900,
  decodeTokensPerSecond: 300,
};

/** A run in which everything takes `slowness` times as long. */
async function runBy(
  name: string,
  holes: readonly Hole[],
  answer: (hole: Hole) => string,
  slowness = 1,
): Promise<Run> {
  const results = (await runWith(holes, answer)).map((result, index) => ({
    ...result,
    totalMs: (20 + (index % 5)) * slowness,
    ownMs: 1,
  }));
  return runOf({ name, host, settings: labSettings() }, results, 1);
}

function reported(runs: readonly Run[]): LabReport {
  return reportOf({ seed: 1, machine, corpus: [{ package: 'shop', files: 1 }], remarks: ['Known.'] }, runs);
}

function evaluated(runs: readonly Run[]): Report {
  const overlap = { checked: false, trainingFiles: 0, faults: [] };
  return { ...reported(runs), commit: 'abc1234', overlap, suiteScores: [], typing: [] };
}

let holes: readonly Hole[] = [];
const truth = ({ expected }: Hole): string => expected;
const nonsense = (): string => 'zebra§';
beforeAll(async () => {
  const byId = new Map<string, Hole>();
  for (const seed of [1, 2, 3, 4, 5, 6])
    for (const hole of await holesOf([program], 4, seed)) byId.set(hole.id, hole);
  holes = [...byId.values()];
});

describe('the recommendation', () => {
  test('is the model that is clearly right more often, whatever it costs', async () => {
    const runs = [await runBy('hare', holes, nonsense), await runBy('tortoise', holes, truth, 40)];
    const { recommendation } = reported(runs);
    expect(recommendation).toMatch(/^Take tortoise: it gets \d+ % of the lines right, more than hare \(by/);
    expect(recommendation).toContain('where hare takes 22 ms');
  });

  test('is the sooner one of two that are as good', async () => {
    const runs = [await runBy('tortoise', holes, truth, 40), await runBy('hare', holes, truth)];
    expect(reported(runs).recommendation).toContain('take hare, which answers soonest (22 ms at the median)');
  });

  test('is the smaller one of two that are as good and as soon', async () => {
    const [hare, tortoise] = [await runBy('hare', holes, truth), await runBy('tortoise', holes, truth)];
    const small = { ...tortoise, host: { ...host, fileBytes: 5e6 } };
    expect(reported([hare, small]).recommendation).toContain(
      'hare and tortoise are right about equally often: they also answer about as soon, so take tortoise, whose file is no larger (5 MB)',
    );
    const slow = await runBy('snail', holes, truth, 40);
    expect(reported([slow, hare, small]).recommendation).toContain(
      'hare and tortoise also answer about as soon, so take tortoise',
    );
  });

  test('is none where there is no choice', async () => {
    expect(reported([await runBy('hare', holes, truth)]).recommendation).toBeNull();
    expect(reported([]).recommendation).toBeNull();
  });
});

describe('the page', () => {
  test('needs nothing from elsewhere, may fetch nothing, and lets no code into its markup', async () => {
    const page = htmlPage(
      'Lab',
      reported([
        await runBy('<b>hare</b>', holes, () => '</td><script>steal()</script>'),
        await runBy('tortoise', holes, truth),
      ]),
    );
    expect(/<script|https?:|url\(|@import|<link|<img|<b>| style=|unsafe/.exec(page)?.[0]).toBeUndefined();
    expect(page).toContain(`content="default-src 'none'; style-src 'sha256-`);
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('<svg');
    expect(/NaN|Infinity/.exec(page)?.[0]).toBeUndefined();
  });

  test('puts the models side by side, in the editor’s colours', async () => {
    const page = htmlPage(
      'Lab',
      reported([await runBy('hare', holes, truth), await runBy('tortoise', holes, truth)]),
    );
    expect(page).toMatch(/<th scope="col">hare<\/th><th scope="col">tortoise<\/th>/);
    for (const row of ['line exactly right', 'kept characters', 'memory', 'writes, tokens a second'])
      expect(page).toContain(`<td>${row}</td>`);
    expect(page).toContain('var(--vscode-foreground');
    expect(page).toContain('vscode-high-contrast');
  });

  test('shows what was typed', () => {
    const typing = {
      file: 'lib/basket.ts',
      characters: 500,
      keysAlone: 400,
      keys: 300,
      shown: 90,
      accepted: 20,
      partlyAccepted: 5,
      rejected: 70,
      refused: 1,
      flickered: 3,
      prepared: 0,
      acceptedCharacters: 150,
      corrections: 6,
      writtenTokens: 900,
      wastedTokens: 800,
      readTokens: 1350,
      ttftMs: [20, 40, 60],
      ghostMs: [],
    };
    const other = {
      ...typing,
      file: 'lib/theNameThatNobodyWantsToReadInAColumn.ts',
      keys: 400,
      keysAlone: 600,
    };
    const report = { ...evaluated([]), typing: [typing, other] };
    for (const text of [evalPage(report), reportText(report)]) {
      expect(text).toMatch(/keystrokes saved(\s|<\/?td>)+30 %(\s|<\/?td>)+25 %(\s|<\/?td>)+33 %/);
      expect(text).toMatch(/tokens read per key(\s|<\/?td>)+3\.9(\s|<\/?td>)+4\.5/);
      expect(text).toContain('theNameThatN…nAColumn.ts');
      expect(text).not.toContain('NaN');
    }
  });
});

describe('a record', () => {
  const recorded = async (run: Run) => parseRecord(recordText(recordOf(evaluated([run]), run, 24)), 'r.json');

  test.each(['{"prompt":"a"}\n{"prompt":"b"}\n', '[]', 'null', '{"format":"inkling-eval-record-1"}'])(
    'is not what any file holds: %s',
    (text) => {
      expect(() => parseRecord(text, 'r.json')).toThrow(/^r\.json is no record/);
    },
  );

  test('of the same run has no regressions', async () => {
    const run = await runBy('hare', holes, truth);
    const against = compareAgainst(await recorded(run), run, machine);
    expect(against).toMatchObject({ commit: 'abc1234', model: 'hare', missing: 0, regressions: [] });
    for (const { difference } of against.differences) expect(difference.mean || 0).toBeCloseTo(0, 3);
  });

  test('shows what has become worse', async () => {
    const before = await recorded(await runBy('hare', holes, truth));
    const { regressions, missing } = compareAgainst(
      before,
      await runBy('hare', holes.slice(1), nonsense),
      machine,
    );
    expect(regressions.join('\n')).toMatch(/^line right: 1\.000 before, 0\.000 now/);
    expect(missing).toBeGreaterThan(0);
  });

  test('compares times on the same machine only', async () => {
    const before = await recorded(await runBy('hare', holes, truth));
    const slow = await runBy('hare', holes, truth, 3);
    expect(compareAgainst(before, slow, machine).regressions).toEqual([expect.stringMatching(/^total, ms/)]);
    expect(compareAgainst(before, slow, { ...machine, processor: 'Slide rule' }).regressions).toEqual([]);
  });

  test('holds no code', async () => {
    const run = await runBy('hare', holes, truth);
    const text = recordText(recordOf(evaluated([run]), run, 24));
    for (const { expected } of holes) if (expected.length > 12) expect(text).not.toContain(expected);
  });
});
