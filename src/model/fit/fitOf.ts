import type { ModelSpeed } from '../../completion/ports';
import { largestMemoryShare } from '../checkMemory';
import { planContext } from './contextPlan';
import { estimateMemory } from './estimateMemory';
import { estimateSpeed } from './estimateSpeed';
import type { Fit } from './fit';
import type { Machine } from './machine';
import type { ModelShape } from './modelShape';
import type { MachineProbe } from './probe';

export interface FitQuestion {
  readonly shape: ModelShape;
  readonly machine: Machine;
  readonly contextTokens: number;
  /** Undefined before the machine was probed. */
  readonly probe: MachineProbe | undefined;
  /** What this very model did on this machine, when it has run. */
  readonly measured: ModelSpeed | undefined;
}

/** After a keystroke the model reads what was typed and a token or two before it, the rest is in its KV cache. */
const tokensPerKeystroke = 4;
/** A handful of tokens at once is read less efficiently than a long prompt. */
const smallBatchShare = 0.65;
/**
 * Fluent typists leave 150 to 200 ms between keystrokes: a hint that comes within that is there before the next one.
 * After half a second the hand has moved on.
 */
export const ttftLimits = { comfortableMs: 200, worksMs: 500 };
/** A line of code is about twelve tokens: half a second for it is comfortable, two seconds are the end of patience. */
export const decodeLimits = { comfortable: 24, works: 6 };
/** What the rest of the system should find left, of all memory; an editor with language servers takes gigabytes. */
export const leftFree = 0.25;

/** Whether a model suits this machine. */
export function fitOf({ shape, machine, contextTokens, probe, measured }: FitQuestion): Fit {
  const plan = planContext(shape, contextTokens, machine.freeMemory);
  const memoryBytes = estimateMemory(shape, plan).total;
  const speed = measured ?? (probe && estimateSpeed(shape, probe));
  const known = {
    memoryBytes,
    ttftMs: speed && keystrokeMs(speed),
    decodeTokensPerSecond: speed?.decodeTokensPerSecond,
    prefillTokensPerSecond: speed?.prefillTokensPerSecond,
    basis: measured ? 'measured' : probe ? 'estimated' : 'unknown',
  } as const;
  return { ...known, ...judge(known, machine) };
}

/** Expected time to the first token after a typical keystroke, in milliseconds. */
export function keystrokeMs({ prefillTokensPerSecond, decodeTokensPerSecond }: ModelSpeed): number {
  const reading = tokensPerKeystroke / (prefillTokensPerSecond * smallBatchShare);
  return 1000 * (reading + 1 / decodeTokensPerSecond);
}

type Known = Pick<Fit, 'memoryBytes' | 'ttftMs' | 'decodeTokensPerSecond' | 'basis'>;

function judge(
  { memoryBytes, ttftMs, decodeTokensPerSecond, basis }: Known,
  { totalMemory, freeMemory }: Machine,
): Pick<Fit, 'verdict' | 'reason'> {
  const needs = `It needs ${gigabytes(memoryBytes)} of memory`;
  if (memoryBytes > totalMemory * largestMemoryShare) {
    return { verdict: 'wont-fit', reason: `${needs}; this machine has ${gigabytes(totalMemory)}.` };
  }
  if (memoryBytes > freeMemory) {
    return { verdict: 'wont-fit', reason: `${needs}; ${gigabytes(freeMemory)} are free now.` };
  }
  if (ttftMs === undefined || decodeTokensPerSecond === undefined) {
    return { verdict: 'works', reason: `${needs}, which fits; how fast it is here has not been measured.` };
  }
  const about = basis === 'measured' ? '' : 'about ';
  const pace = `${about}${milliseconds(ttftMs)} to the first word and ${rate(decodeTokensPerSecond)}`;
  if (ttftMs > ttftLimits.worksMs || decodeTokensPerSecond < decodeLimits.works) {
    return { verdict: 'too-slow', reason: `Too slow for typing here: ${pace}.` };
  }
  if (ttftMs > ttftLimits.comfortableMs || decodeTokensPerSecond < decodeLimits.comfortable) {
    return { verdict: 'works', reason: `Hints lag behind fast typing: ${pace}.` };
  }
  if (freeMemory - memoryBytes < totalMemory * leftFree) {
    const left = gigabytes(freeMemory - memoryBytes);
    return { verdict: 'works', reason: `Fast enough (${pace}), but it leaves only ${left} of memory free.` };
  }
  return { verdict: 'comfortable', reason: `Keeps up with typing: ${pace}, ${gigabytes(memoryBytes)}.` };
}

function milliseconds(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}

function rate(tokensPerSecond: number): string {
  const number = tokensPerSecond < 10 ? tokensPerSecond.toFixed(1) : String(Math.round(tokensPerSecond));
  return `${number} tokens a second`;
}

function gigabytes(bytes: number): string {
  return bytes < 0.1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
