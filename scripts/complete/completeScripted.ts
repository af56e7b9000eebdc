import { ScriptedModel } from '../../test/fakes/scriptedModel';
import type { BatchRow } from './batchRow';
import type { Asking, HeadlessEngine } from './headlessEngine';
import type { Outcome } from './outcome';

/** How a model may cut its text into chunks; where the cuts are must not change what is shown. */
const chunkings = {
  whole: /^[^]+$/g,
  threes: /[^]{1,3}/gu,
  tokens: / ?[\p{L}\p{N}_]{1,8}|\n|[ \t]+|[^]/gu,
} as const;

/** The model's text ends where the row says, never at a limit. In tokens. */
const boundless = 1_000_000;

/** The completion depends on where the model's chunks end: a fault of the engine, with the three completions. */
export class ChunkingFault extends Error {
  override readonly name = 'ChunkingFault';
  readonly completions: Readonly<Record<string, string | null>>;

  constructor(completions: Readonly<Record<string, string | null>>) {
    super('The completion depends on how the text of the model is cut into chunks.');
    this.completions = completions;
  }
}

/**
 * The whole line with a model that writes exactly `text`: at once, three characters at a time, token by token. The
 * outcome is the last one's. Throws `ChunkingFault` when they differ.
 */
export async function completeScripted(
  engine: Pick<HeadlessEngine, 'complete'>,
  row: BatchRow,
  text: string,
  trigger: Asking['trigger'],
  signal: AbortSignal,
): Promise<Outcome> {
  const settings = { ...row.settings, maxTokens: boundless };
  const outcomes: [string, Outcome][] = [];
  for (const [name, pieces] of Object.entries(chunkings)) {
    const chunkSizes = (text.match(pieces) ?? []).map(({ length }) => length);
    // The gate judges how sure a model is; this one is told what to say.
    const model = new ScriptedModel({ text, chunkSizes, logProbability: 0, contextTokens: 4 * boundless });
    outcomes.push([name, await engine.complete(row, { trigger, settings, model }, signal)]);
  }
  const shown = outcomes.map(([, { completion, replace, reason }]) =>
    JSON.stringify([completion, replace, reason]),
  );
  if (new Set(shown).size > 1) {
    throw new ChunkingFault(Object.fromEntries(outcomes.map(([name, { completion }]) => [name, completion])));
  }
  const last = outcomes.at(-1)?.[1];
  if (!last) throw new Error('No way of cutting a text into chunks is known.');
  return last;
}
