import type { Clock, CodeModel, Logger, ModelSource } from '../../../src/completion/ports';
import { labSettings } from '../../eval/configuration';
import type { CorpusFile, Hole } from '../../../src/lab/hole';
import { LabEngine } from '../../../src/lab/labEngine';
import { runHoles, type Result } from '../../../src/lab/runHoles';
import { sampleHoles } from '../../../src/lab/sampleHoles';
import { nodeGrammars } from '../../fakes/nodeGrammars';
import { ScriptedModel } from '../../fakes/scriptedModel';

const nothing = (): void => undefined;
const silent: Logger = { trace: nothing, debug: nothing, info: nothing, warn: nothing };

/** Stands still: nothing that is bounded in time runs out of it, and only a pause of no length ends. */
export const standing: Clock = {
  now: () => 0,
  delay: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (ms === 0) {
        resolve();
        return;
      }
      signal.addEventListener('abort', () => {
        reject(signal.reason);
      });
    }),
};

const grammars = nodeGrammars();

/** A small program, enough for holes of every kind. */
export const program: CorpusFile = {
  package: 'shop',
  path: 'lib/basket.ts',
  languageId: 'typescript',
  text: `import { readPrices } from './prices';
import { round } from './money';

export interface Line {
  readonly article: string;
  readonly count: number;
}

/** What a customer has chosen. */
export class Basket {
  private readonly lines: Line[] = [];

  add(article: string, count: number): void {
    const known = this.lines.find((line) => line.article === article);
    if (known !== undefined) {
      this.lines.splice(this.lines.indexOf(known), 1);
    }
    this.lines.push({ article, count: count + (known?.count ?? 0) });
  }

  total(discount: number): number {
    const prices = readPrices('shop.json');
    let sum = 0;
    for (const line of this.lines) {
      sum += prices.of(line.article) * line.count;
    }
    return round(sum * (1 - discount), 2);
  }
}
`,
};

export const holesOf = (files: readonly CorpusFile[], count: number, seed = 1): Promise<readonly Hole[]> =>
  sampleHoles(files, grammars, { count, seed });

/** Runs the holes with a model that writes what `answer` says for each. */
export async function runWith(
  holes: readonly Hole[],
  answer: (hole: Hole) => string,
  logProbability = -0.01,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const hole of holes) {
    const model = new ScriptedModel({ text: answer(hole), logProbability });
    const engine = new LabEngine({ ...parts, models: always(model) });
    results.push(...(await runHoles([hole], engine, nothing, new AbortController().signal)));
    await engine.dispose();
  }
  return results;
}

export const parts = {
  grammars,
  clock: standing,
  logger: silent,
  settings: labSettings(),
  learnsProject: true,
};

export function always(model: CodeModel): ModelSource {
  return { peek: () => model, acquire: () => Promise.resolve(model) };
}
