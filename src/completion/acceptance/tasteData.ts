/** What has been learned of one user. Plain data: it is kept as JSON. */
export interface TasteData {
  /** How many completions were accepted and rejected. */
  readonly accepted: number;
  readonly rejected: number;
  /** The share of accepted ones among the last few, 0 to 1. */
  readonly mood: number;
  /** What was learned beyond the starting weights, by the features' names. */
  readonly learned: Readonly<Record<string, number>>;
}

export const nothingLearned: TasteData = { accepted: 0, rejected: 0, mood: 0.5, learned: {} };

/** No weight goes further from where it began: a user can be won back. */
export const mostLearned = 4;
/** More names than a person has languages; a damaged or foreign file may have any number. */
export const mostNames = 200;
const format = 1;

export function tasteText(data: TasteData): string {
  return `${JSON.stringify({ format, ...data }, undefined, 1)}\n`;
}

/** Undefined for what is not such a file, or one of another version. */
export function parseTaste(text: string): TasteData | undefined {
  const value = parsed(text);
  if (!isRecord(value) || value['format'] !== format || !isRecord(value['learned'])) return undefined;
  const learned = Object.entries(value['learned']);
  const accepted = count(value['accepted']);
  const rejected = count(value['rejected']);
  const mood = inside(value['mood'], 0, 1);
  if (accepted === undefined || rejected === undefined || mood === undefined || learned.length > mostNames)
    return undefined;
  const weights: Record<string, number> = {};
  for (const [name, weight] of learned) {
    const checked = inside(weight, -mostLearned, mostLearned);
    if (checked === undefined) return undefined;
    weights[name] = checked;
  }
  return { accepted, rejected, mood, learned: weights };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Cut off or written over: the caller keeps it aside.
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function count(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function inside(value: unknown, least: number, most: number): number | undefined {
  return typeof value === 'number' && value >= least && value <= most ? value : undefined;
}
