import type { Completion, Decision } from '../../../src/completion/request';
import { ends, type End } from './judgeEnd';
import { streams, type Stream } from './streams';
import { variants, type TruthHole } from './truthHole';

/** Counts where completions ended, and by what. */
export class Tally {
  readonly rows = new Map<string, Map<End, number>>();
  readonly causes = new Map<string, { count: number; readonly samples: string[] }>();
  readonly #samples: number;

  constructor(samples: number) {
    this.#samples = samples;
  }

  add(
    hole: TruthHole,
    stream: Stream,
    end: End,
    decision: Decision,
    completion: Completion | undefined,
  ): void {
    for (const language of [hole.languageId, 'all']) {
      const key = `${stream} ${hole.variant} ${language}`;
      const row = this.rows.get(key) ?? new Map<End, number>();
      row.set(end, (row.get(end) ?? 0) + 1);
      this.rows.set(key, row);
    }
    if (end === 'exact') return;
    const { stop = '-', cuts = [], reason = '-', shape = '-' } = decision;
    const cause = `${stream} ${end.padEnd(5)} ${hole.variant} ${shape} stop=${stop} cuts=${cuts.join(',')} ${reason}`;
    const known = this.causes.get(cause) ?? { count: 0, samples: [] };
    known.count += 1;
    if (known.samples.length < this.#samples) known.samples.push(sampleOf(hole, completion, decision));
    this.causes.set(cause, known);
  }
}

export function printTally({ rows, causes }: Tally): void {
  const languages = [...new Set([...rows.keys()].map((key) => key.split(' ')[2] ?? ''))].toSorted();
  for (const stream of streams) {
    for (const language of languages) {
      for (const variant of variants) {
        const row = rows.get(`${stream} ${variant} ${language}`);
        if (!row) continue;
        const count = [...row.values()].reduce((a, b) => a + b, 0);
        const share = (end: End): string => `${(((row.get(end) ?? 0) / count) * 100).toFixed(1)} %`;
        const shares = ends.map((end) => share(end).padStart(8)).join(' ');
        console.log(
          `${stream.padEnd(9)}${language.padEnd(17)}${variant.padEnd(10)}${String(count).padStart(5)} ${shares}`,
        );
      }
    }
  }
  for (const [cause, { count, samples }] of [...causes].toSorted(([, a], [, b]) => b.count - a.count)) {
    console.log(`${String(count).padStart(5)}  ${cause}`);
    for (const sample of samples) console.log(sample);
  }
}

function sampleOf(hole: TruthHole, completion: Completion | undefined, { raw = '' }: Decision): string {
  const { prefix, suffix, truth, also, rest, languageId, path } = hole;
  const part = (name: string, text: string): string => `  · ${name}: ${JSON.stringify(text)}`;
  return [
    `  ┌ ${languageId} ${path}:${prefix.split('\n').length}`,
    part('before', prefix.slice(-160)),
    part('behind', suffix.slice(0, 100)),
    part('truth ', truth + (also && `⟨${also}⟩`)),
    part('rest  ', rest.slice(0, 100)),
    part('raw   ', raw.slice(-200)),
    part('shown ', completion ? `${completion.text}⟨${completion.replace}⟩` : '∅'),
  ].join('\n');
}
