import { compare, type Difference } from './compare';
import type { Run } from './report';

/**
 * Which of the runs to use, in a sentence: the one that shows the right line most often; among those that are not clearly
 * worse, the one that answers soonest; among those that are not clearly slower, the smallest. Undefined for fewer than two.
 */
export function recommend(runs: readonly Run[], seed: number): string | undefined {
  const [best, ...others] = runs.toSorted((a, b) => rightShare(b) - rightShare(a));
  if (!best || others.length === 0) return undefined;
  const contenders = others.map((run) => ({ run, difference: differenceIn('line right', run, best, seed) }));
  const asGood = contenders.filter(({ difference }) => !difference?.isClear).map(({ run }) => run);
  const soonest = [best, ...asGood].toSorted((a, b) => answerMs(a) - answerMs(b))[0] ?? best;
  const holes = best.results.length;
  if (asGood.length === 0) return `${clearlyBetter(best, contenders)} ${costs(best, others)}`;
  const equals = [best, ...asGood];
  const asSoon = equals.filter(
    (run) => run === soonest || !differenceIn('total, ms', run, soonest, seed)?.isClear,
  );
  const [smallest = soonest] = asSoon.toSorted((a, b) => a.host.fileBytes - b.host.fileBytes);
  const choice =
    asSoon.length === 1
      ? `take ${soonest.name}, which answers soonest (${milliseconds(answerMs(soonest))} at the median).`
      : `${asSoon.length < equals.length ? listed(asSoon.map(({ name }) => name)) : 'they'} also answer about as soon, ` +
        `so take ${smallest.name}, whose file is no larger (${megabytes(smallest)}).`;
  return (
    `At ${holes} places ${listed(equals.map(({ name }) => name))} are right about equally often: ${choice} ` +
    'More places would tell smaller differences apart.'
  );
}

interface Contender {
  readonly run: Run;
  readonly difference: Difference | undefined;
}

function clearlyBetter(best: Run, contenders: readonly Contender[]): string {
  const leads = contenders.map(({ run, difference }) => {
    const { low = 0, high = 0 } = difference?.difference ?? {};
    return `${run.name} (by ${points(low)} to ${points(high)} points)`;
  });
  return `Take ${best.name}: it gets ${points(rightShare(best))} % of the lines right, more than ${listed(leads)}.`;
}

function costs(best: Run, others: readonly Run[]): string {
  const soonest = [best, ...others].toSorted((a, b) => answerMs(a) - answerMs(b))[0] ?? best;
  const ms = milliseconds(answerMs(best));
  if (soonest === best) return `It also answers soonest (${ms} at the median).`;
  return `It takes ${ms} for an answer at the median, where ${soonest.name} takes ${milliseconds(answerMs(soonest))}.`;
}

function differenceIn(name: Difference['measure'], from: Run, to: Run, seed: number): Difference | undefined {
  return compare(from.results, to.results, seed).find(({ measure }) => measure === name);
}

function rightShare({ summary }: Run): number {
  return summary.groups.all[0]?.firstLine.mean ?? 0;
}

function answerMs({ summary }: Run): number {
  return summary.costs.totalMs?.p50 ?? Infinity;
}

function points(share: number): string {
  return (share * 100).toFixed(0);
}

function milliseconds(ms: number): string {
  return ms < 1_000 ? `${ms.toFixed(0)} ms` : `${(ms / 1_000).toFixed(1)} s`;
}

function megabytes({ host }: Run): string {
  return `${(host.fileBytes / 1e6).toFixed(0)} MB`;
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
