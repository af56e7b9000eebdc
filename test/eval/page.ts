import { comparisonRows } from '../../src/lab/comparisonRows';
import { htmlPage } from '../../src/lab/page/htmlPage';
import { latencyPlot } from '../../src/lab/page/latencyPlot';
import { paragraph, section, table } from '../../src/lab/page/markup';
import { barPlot } from '../../src/lab/page/plots';
import type { Against } from './against';
import type { Report } from './report';
import { suiteRows } from './suites/suiteScore';
import { completedShare, savedShare, type TypingResult } from './typing/typingResult';
import { shortName, typingRows } from './typing/typingRows';

/** The lab's page, with what only the command line measures. */
export function evalPage(report: Report): string {
  const { typing, against, suiteScores } = report;
  return htmlPage('Inkling: the lab for quality', report, [
    ...(against ? [againstSection(against)] : []),
    ...(suiteScores.length > 0
      ? [section('The set, as a request by hand fills it', [table(suiteRows(suiteScores))])]
      : []),
    ...(typing.length > 0 ? [typingSection(typing)] : []),
  ]);
}

function againstSection({ commit, madeAt, model, missing, differences, regressions }: Against): string {
  const verdict = regressions.length === 0 ? ['Nothing is clearly worse.'] : regressions;
  return section(`Since ${madeAt.slice(0, 10)} (${commit ?? 'no commit'}, ${model})`, [
    ...verdict.map(paragraph),
    ...(missing === 0 ? [] : [paragraph(`${missing} holes of that report are not in this one.`)]),
    table(comparisonRows(differences, ['before', 'now'])),
  ]);
}

function typingSection(typing: readonly TypingResult[]): string {
  const bars = (share: (result: TypingResult) => number, of: (result: TypingResult) => number) =>
    typing.map((result) => {
      const mean = Math.max(0, share(result));
      // One replay is one sample: it has no interval.
      return { name: shortName(result.file), share: { n: of(result), mean, low: mean, high: mean } };
    });
  const times = [
    { name: 'first token', samples: typing.flatMap(({ ttftMs }) => ttftMs) },
    { name: 'key to ghost text', samples: typing.flatMap(({ ghostMs }) => ghostMs) },
  ].filter(({ samples }) => samples.length > 0);
  const plots = [
    barPlot(
      'Keystrokes saved, of so many',
      bars(savedShare, ({ keysAlone }) => keysAlone),
    ),
    barPlot(
      'Characters completed, of so many',
      bars(completedShare, ({ characters }) => characters),
    ),
    ...(times.length > 0 ? [latencyPlot('Time to answer while typing', times)] : []),
  ];
  return section('Typing', [
    paragraph('Pieces of files, typed a key at a time and in real time, with pauses, slips and corrections.'),
    `<div class="plots">${plots.join('')}</div>`,
    table(typingRows(typing)),
  ]);
}
