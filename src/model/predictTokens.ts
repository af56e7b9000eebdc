import type { Prediction, Sequence } from './llamaEngine';
import { free } from './tokenHealing';
import type { Constraint } from './tokenHealing';

/**
 * Draft tokens in a batch, which grow while they are right. Small batches are the dear ones: on one thread, a model of
 * 172 MB read 1, 5, 9 and 17 tokens in 9, 42, 58 and 87 ms.
 */
const draftBatches: readonly number[] = [8, 16];

export interface PredictOptions {
  /** What the KV cache has to hold; it holds all but the last `unread` tokens already. */
  readonly prompt: readonly number[];
  /** At least 1. They are read in one batch with the first prediction: a pass over the weights of their own costs more. */
  readonly unread: number;
  /** Tokens that the model would perhaps write next. Judged, never taken on trust. */
  readonly draft: readonly number[];
  /** What the answer must begin with. */
  readonly constraint?: Constraint;
  /** How many likelier tokens the first one that says something new shall leave aside; needs an empty draft. */
  readonly rank?: number;
  /** Told after each batch, when what was wrong in it is out of the KV cache again. */
  readonly onBatch: (batch: Batch) => void;
}

export interface Batch {
  /** How many tokens of the answer it brought; 0 when it did not get beyond what the answer must begin with. */
  readonly brought: number;
  /** How many tokens it judged: the last one before the answer, and those of the draft. */
  readonly judged: number;
  /** How many tokens it read before them: of the prompt, and of what the answer must begin with. */
  readonly before: number;
}

/**
 * What the model would write, likeliest token after likeliest token, without end; the caller stops asking.
 * The draft's tokens are read in one batch with what precedes them; those that the model would have written itself are
 * kept, so the answer is the same as without a draft (speculative decoding for greedy sampling, arXiv 2211.17192).
 * Throws `signal.reason` within one batch.
 */
export async function* predictTokens(
  sequence: Sequence,
  { prompt, unread, draft, constraint = free, rank = 0, onBatch }: PredictOptions,
  signal: AbortSignal,
): AsyncGenerator<Prediction, void> {
  const read = prompt.slice(0, -unread);
  let before = prompt.slice(-unread, -1);
  let input = prompt.slice(-1);
  let rest = draft;
  let held = constraint;
  let leaveAside = rank;
  for (let round = 0; ; round += 1) {
    const guess = rest.slice(0, draftBatches[Math.min(round, draftBatches.length - 1)]);
    const allowed = allowedAlong(held, guess);
    let predictions = await sequence.predict(before, [...input, ...guess], allowed);
    signal.throwIfAborted();
    if (leaveAside > 0 && predictions[0] && held.reaches(predictions[0].token)) {
      predictions = behind(predictions[0], held, leaveAside);
      leaveAside = 0;
    }
    const right = agreeing(predictions, guess);
    const given = Math.max(0, allowed.filter((tokens) => tokens !== undefined).length - 1);
    const brought = Math.max(0, right + 1 - given);
    const batch = { brought, judged: guess.length + 1 - given, before: before.length + given };
    read.push(...before, ...input, ...guess.slice(0, right));
    before = [];
    if (right < guess.length) await sequence.keep(read);
    onBatch(batch);
    for (const prediction of predictions.slice(0, right + 1)) {
      held = held.after(prediction.token);
      yield prediction;
    }
    const last = predictions[right];
    if (!last) return;
    input = [last.token];
    rest = right === guess.length && rest[right] === last.token ? rest.slice(right + 1) : [];
  }
}

/** The prediction so many places further back that says something new as well; nothing where there is none. */
function behind(likeliest: Prediction, held: Constraint, rank: number): readonly Prediction[] {
  const others = likeliest.ranking().filter(({ token }) => held.reaches(token));
  return others.slice(rank, rank + 1).map((other) => ({ ...likeliest, ...other }));
}

/** What is allowed behind nothing of the guess, behind its first token, and so on. */
function allowedAlong(
  held: Constraint,
  guess: readonly number[],
): readonly (readonly number[] | undefined)[] {
  let next = held;
  return [next.allowed, ...guess.map((token) => (next = next.after(token)).allowed)];
}

/** How many tokens of the guess the model would have written itself. */
function agreeing(predictions: readonly Prediction[], guess: readonly number[]): number {
  const wrong = guess.findIndex((token, index) => predictions[index]?.token !== token);
  return wrong < 0 ? guess.length : wrong;
}
