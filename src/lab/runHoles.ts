import { guessIndentUnit } from './guessIndentUnit';
import type { Decision } from '../completion/request';
import type { Hole } from './hole';
import type { Answer, LabEngine } from './labEngine';
import { missed, score, type Score } from './score';

/** What became of one hole. Times in milliseconds; null stands for what there is not, as JSON says it. */
export interface Result {
  readonly id: string;
  readonly kind: Hole['kind'];
  readonly languageId: string;
  readonly expected: string;
  /** What was shown, unasked. */
  readonly shown: string | null;
  /** Why nothing was. */
  readonly reason: string | null;
  readonly score: Score;
  /** Whether it leaves a syntax error that was not there; null where nothing was shown or nobody can tell. */
  readonly broken: boolean | null;
  /** What would have been shown by hand, where the gate for sureness stands open. */
  readonly candidate: string | null;
  readonly candidateScore: Score;
  /** Code units behind the cursor that the candidate replaces. */
  readonly replace: number;
  /** Who wrote the candidate. */
  readonly source: 'model' | 'memory' | 'joined' | 'cache' | null;
  readonly shape: string | null;
  readonly confidence: number | null;
  readonly promptTokens: number | null;
  readonly readTokens: number | null;
  readonly generatedTokens: number | null;
  readonly ttftMs: number | null;
  readonly totalMs: number;
  /** What the engine spent itself: without the pause, the model's loading and its stream. */
  readonly ownMs: number | null;
}

/** Asks for each hole, one after the other, in a document of its own. Throws when the model is broken. */
export async function runHoles(
  holes: readonly Hole[],
  engine: LabEngine,
  onDone: (done: number) => void,
  signal: AbortSignal,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const [index, hole] of holes.entries()) {
    const result = await runHole(hole, index, engine, signal);
    results.push(result);
    onDone(results.length);
  }
  return results;
}

async function runHole(hole: Hole, index: number, engine: LabEngine, signal: AbortSignal): Promise<Result> {
  const { prefix, suffix, path, languageId } = hole;
  engine.open(hole.neighbours, hole.project);
  const text = prefix + suffix;
  // A document of its own: what was learned from this file with another hole in it would be the answer.
  const snapshot = { uri: `hole:/${index}/${encodeURI(path)}`, path, languageId, version: 1, text };
  const indentUnit = guessIndentUnit(text);
  const ask = (trigger: 'automatic' | 'manual'): Promise<Answer> =>
    engine.complete(snapshot, prefix.length, { trigger, indentUnit }, signal);
  const answer = await ask('automatic');
  // The stream has just ended, so the second request joins it: the same text without the gate, at no cost.
  const open = answer.decision.reason === 'unsure' ? await ask('manual') : answer;
  engine.forget(snapshot.uri);
  const { completion, decision } = answer;
  const broken = completion && (await engine.breaks(snapshot, prefix.length, completion, indentUnit));
  return {
    id: hole.id,
    kind: hole.kind,
    languageId,
    expected: hole.expected,
    shown: completion?.text ?? null,
    reason: decision.reason ?? null,
    score: completion ? score(hole, completion) : missed,
    broken: broken ?? null,
    candidate: open.completion?.text ?? null,
    candidateScore: open.completion ? score(hole, open.completion) : missed,
    replace: open.completion?.replace ?? 0,
    source: sourceOf(open.decision, answer !== open),
    shape: open.decision.shape ?? null,
    confidence: decision.confidence ?? null,
    promptTokens: decision.promptTokens ?? null,
    readTokens: decision.readTokens ?? null,
    generatedTokens: decision.generatedTokens ?? null,
    ttftMs: rounded(decision.ttftMs),
    totalMs: rounded(decision.totalMs) ?? 0,
    ownMs: rounded(ownMsOf(decision)),
  };
}

/** The second request has joined the first one's stream: the model's text all the same. */
function sourceOf({ source }: Decision, isSecond: boolean): Result['source'] {
  return (isSecond && source === 'joined' ? 'model' : source) ?? null;
}

/** Stages in which the engine waits for somebody else. */
const waits = new Set(['debounce', 'model', 'generate']);

function ownMsOf({ stagesMs }: Decision): number | undefined {
  if (!stagesMs) return undefined;
  const own = Object.entries(stagesMs).filter(([stage]) => !waits.has(stage));
  return own.reduce((sum, [, ms]) => sum + ms, 0);
}

function rounded(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms * 10) / 10;
}
