import { wordsOf } from '../../../src/completion/context/similarity';
import type { Snippet } from '../../../src/completion/request';

/** What the prompts of a small model have room for, in code units. */
export const rooms = [1_500, 4_000];

/** How many of the wanted identifiers a context has: all, and those that the file itself does not have. */
export class Recall {
  readonly #sums = new Map<string, { all: number; wanted: number; fresh: number; wantedFresh: number }>();

  add(label: string, snippets: readonly Snippet[], expected: ReadonlySet<string>, here: ReadonlySet<string>) {
    for (const room of rooms) {
      const context = identifiersOf(fitted(snippets, room));
      const key = `${label}|${room}`;
      const sum = this.#sums.get(key) ?? { all: 0, wanted: 0, fresh: 0, wantedFresh: 0 };
      for (const name of expected) {
        const found = context.has(name) ? 1 : 0;
        sum.wanted += 1;
        sum.all += found;
        if (here.has(name)) continue;
        sum.wantedFresh += 1;
        sum.fresh += found;
      }
      this.#sums.set(key, sum);
    }
  }

  rows(): readonly string[] {
    const labels = [...new Set([...this.#sums.keys()].map((key) => key.split('|')[0] ?? ''))];
    return labels.map((label) => {
      const cells = rooms.map((room) => {
        const sum = this.#sums.get(`${label}|${room}`);
        if (!sum) return '';
        return `${room}: ${percent(sum.all, sum.wanted)} / ${percent(sum.fresh, sum.wantedFresh)} (n ${sum.wanted}, ${sum.wantedFresh})`;
      });
      return `${label.padEnd(30)} ${cells.join('   ')}`;
    });
  }
}

export function identifiersOf(text: string): ReadonlySet<string> {
  return new Set((text.match(/[A-Za-z_$][\w$]{2,}/g) ?? []).filter((word) => wordsOf(word).length > 0));
}

function fitted(snippets: readonly Snippet[], room: number): string {
  let text = '';
  for (const snippet of snippets.toSorted((a, b) => b.score - a.score)) {
    if (text.length + snippet.text.length <= room) text += `${snippet.text}\n`;
  }
  return text;
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
}
