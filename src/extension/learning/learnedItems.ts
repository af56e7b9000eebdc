import { startingWeights } from '../../completion/acceptance/startingWeights';
import type { TasteData } from '../../completion/acceptance/tasteData';

export interface LearnedItem {
  readonly label: string;
  readonly description: string;
}

/** Smaller ones change nothing that could be seen. */
const worthTelling = 0.005;

/** All that was learned, in lines: what speaks most for or against a completion first. */
export function learnedItems({ accepted, rejected, mood, learned }: TasteData): readonly LearnedItem[] {
  const weights = Object.entries(learned).filter(([, weight]) => Math.abs(weight) >= worthTelling);
  return [
    { label: 'Completions that you have accepted', description: String(accepted) },
    { label: 'Completions that you have read and typed over', description: String(rejected) },
    { label: 'Accepted of the last few', description: `${Math.round(mood * 100)} %` },
    ...weights
      .toSorted(([, a], [, b]) => Math.abs(b) - Math.abs(a))
      .map(([name, weight]) => ({ label: name, description: describe(name, weight) })),
  ];
}

function describe(name: string, weight: number): string {
  const direction = weight > 0 ? 'shown rather' : 'shown less';
  const start = startingWeights[name] ?? 0;
  return `${direction}: ${(start + weight).toFixed(2)} (began at ${start.toFixed(2)})`;
}
