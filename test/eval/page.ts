import { comparisonRows } from '../../src/lab/comparisonRows';
import { htmlPage } from '../../src/lab/page/htmlPage';
import { paragraph, section, table } from '../../src/lab/page/markup';
import { barPlot } from '../../src/lab/page/plots';
import type { Against } from './against';
import { passText } from './printReport';
import type { Report } from './report';
import { typingRows } from './typing/typingRows';
import type { TypingResult } from './typing/typingResult';

/** The lab's page, with what only the command line measures. */
export function evalPage(report: Report): string {
  const { typing, against, passRates } = report;
  return htmlPage('Inkling: the lab for quality', report, [
    ...(against ? [againstSection(against)] : []),
    ...(passRates.length > 0 ? [section('Programs that work', passRates.map(passText).map(paragraph))] : []),
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
  const bars = (share: (result: TypingResult) => number) =>
    typing.map((result) => {
      const mean = share(result);
      // One replay is one sample: it has no interval.
      return { name: lastPart(result.file), share: { n: result.keysAlone, mean, low: mean, high: mean } };
    });
  const plots = [
    barPlot(
      'Keystrokes saved, of so many',
      bars(({ savedShare }) => Math.max(0, savedShare)),
    ),
    barPlot(
      'Characters completed',
      bars(({ completedShare }) => completedShare),
    ),
  ];
  return section('Typing', [
    paragraph('Pieces of files, typed a key at a time and in real time, with pauses, slips and corrections.'),
    `<div class="plots">${plots.join('')}</div>`,
    table(typingRows(typing)),
  ]);
}

function lastPart(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
