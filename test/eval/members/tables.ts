import { quantile } from '../../../src/lab/bootstrap';
import type { ServerAnswer } from './memberServer';

export interface Shown {
  readonly text: string;
  /** The cursor's line became what it was. */
  readonly isRight: boolean;
  /** The name behind the dot; undefined where the text writes none. */
  readonly member: string | undefined;
  readonly isGiven: boolean;
}

/** One hole behind a dot or in a member's name. Times in milliseconds. */
export interface Outcome {
  readonly id: string;
  readonly languageId: string;
  readonly typed: string;
  readonly expected: string;
  /** Whether the line gave it a value. */
  readonly isGiven: boolean;
  readonly answer: ServerAnswer | undefined;
  /** The server's first question about this package. */
  readonly isFirst: boolean;
  readonly ms: number;
  readonly cpuMs: number;
  readonly without: Shown | undefined;
  readonly with: Shown | undefined;
}

const states = [
  'known',
  'a word of the file',
  'unknown',
  'unknown, but given a value',
  'empty list',
  'no list',
  'no name written',
] as const;
type State = (typeof states)[number];

function stateOf(answer: ServerAnswer | undefined, member: string | undefined, isGiven: boolean): State {
  if (member === undefined) return 'no name written';
  if (!answer) return 'no list';
  if (answer.members.has(member)) return 'known';
  if (answer.guesses.has(member)) return 'a word of the file';
  if (answer.members.size + answer.guesses.size === 0) return 'empty list';
  return isGiven ? 'unknown, but given a value' : 'unknown';
}

export function printTables(outcomes: readonly Outcome[]): void {
  const languages = [...new Set(outcomes.map(({ languageId }) => languageId.replace('react', '')))];
  for (const language of languages) {
    const own = outcomes.filter(({ languageId }) => languageId.startsWith(language));
    console.log(`\n${language}: ${own.length} holes`);
    console.table(Object.fromEntries(states.map((state) => [state, rowOf(own, state)])));
    console.log(
      `lists that the server calls incomplete: ${own.filter(({ answer }) => answer?.isIncomplete).length}`,
    );
    printEffect(own);
    printTimes(own);
  }
}

/** How what was written there, and what is shown without the list, stand to the server's list. */
function rowOf(outcomes: readonly Outcome[], state: State): Record<string, number> {
  const shown = outcomes.flatMap(({ answer, expected, without }) =>
    without && stateOf(answer, without.member, without.isGiven) === state
      ? [{ ...without, isMember: without.member === expected }]
      : [],
  );
  const count = (wanted: (each: (typeof shown)[number]) => boolean): number => shown.filter(wanted).length;
  return {
    'was written': outcomes.filter(
      ({ answer, expected, isGiven }) => stateOf(answer, expected, isGiven) === state,
    ).length,
    'line right': count(({ isRight }) => isRight),
    'name right': count(({ isRight, isMember }) => !isRight && isMember),
    'name wrong': count(({ isRight, isMember }) => !isRight && !isMember),
  };
}

function printEffect(outcomes: readonly Outcome[]): void {
  const rightOf = (which: 'with' | 'without'): string => {
    const shown = outcomes.flatMap((each) => each[which] ?? []);
    return `${shown.length} shown, ${shown.filter(({ isRight }) => isRight).length} right`;
  };
  console.log(`without the list ${rightOf('without')}; with it ${rightOf('with')}`);
  for (const { id, typed, without, with: now, answer } of outcomes) {
    if (without?.text === now?.text) continue;
    const said = (each: Shown | undefined): string =>
      each ? `${each.isRight ? 'right' : 'wrong'} ├${each.text.split('\n', 1)[0] ?? ''}┤` : 'nothing';
    console.log(`  ${id} .${typed}: ${said(without)} → ${said(now)} (${answer?.members.size ?? 0} members)`);
  }
}

function printTimes(outcomes: readonly Outcome[]): void {
  const of = (isFirst: boolean, which: 'ms' | 'cpuMs', share: number): string =>
    quantile(
      outcomes.filter((each) => each.isFirst === isFirst).map((each) => each[which]),
      share,
    ).toFixed(0);
  for (const isFirst of [true, false]) {
    const [p50, p95, cpu50, cpu95] = [
      of(isFirst, 'ms', 0.5),
      of(isFirst, 'ms', 0.95),
      of(isFirst, 'cpuMs', 0.5),
      of(isFirst, 'cpuMs', 0.95),
    ];
    console.log(
      `${isFirst ? 'first question' : 'later ones'}: p50 ${p50} ms, p95 ${p95} ms; processor ${cpu50} and ${cpu95} ms`,
    );
  }
}
