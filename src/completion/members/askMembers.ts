import type { Clock, Members } from '../ports';
import type { CompletionRequest, CompletionSettings, Snapshot } from '../request';
import type { Place } from '../syntax/placeInText';
import { memberAccess, memberWritten, type MemberAccess } from './memberAccess';
import { nearestMember } from './nearestMember';

/** What a language server knows of the name that is being written. */
export interface KnownMembers {
  /** False for a text that goes on with a name which what stands before the dot does not have. */
  readonly fits: (text: string) => boolean;
  /** Of the name that such a text goes on with, the known one that was meant; undefined where none is near. */
  readonly nearest: (text: string) => Renaming | undefined;
}

/** The first `length` code units of a text become `start`. */
export interface Renaming {
  readonly length: number;
  readonly start: string;
}

export const nothingKnown: KnownMembers = { fits: () => true, nearest: () => undefined };

/** Where it was measured to pay (docs/lab/members.md). */
const checked: ReadonlySet<string> = new Set(['typescript', 'typescriptreact']);

/** What is written waits so long for the answer, counted from the question: what a person takes for their own key's delay. */
const patienceMs = 100;

type Names = ReadonlySet<string> | undefined;

/**
 * Asks the language server while the model writes. What is returned is called when a text is there: it resolves at once
 * or when patience ends, to nothing known where nobody knows. It never rejects.
 */
export function askMembers(
  { members, clock }: { readonly members?: Members | undefined; readonly clock: Clock },
  { snapshot, offset }: CompletionRequest,
  { checkMembers }: CompletionSettings,
  place: Place,
  signal: AbortSignal,
): () => Promise<KnownMembers> {
  const access = place === 'code' ? checkedAccess(snapshot, offset, checkMembers) : undefined;
  if (!members || !access) return () => Promise.resolve(nothingKnown);
  const until = clock.now() + patienceMs;
  const answer = members.at(snapshot, access.start, signal);
  return async () => membersOf(access, await inTime(answer, until, clock, signal));
}

/** For a text that was shown before: what the server has told about the place since. */
export function knownMembers(
  { members }: { readonly members?: Members | undefined },
  { snapshot, offset }: CompletionRequest,
  { checkMembers }: CompletionSettings,
): KnownMembers {
  const access = checkedAccess(snapshot, offset, checkMembers);
  return members && access ? membersOf(access, members.known(snapshot, access.start)) : nothingKnown;
}

function checkedAccess(
  { text, languageId }: Snapshot,
  offset: number,
  isWanted: boolean,
): MemberAccess | undefined {
  return isWanted && checked.has(languageId) ? memberAccess(text, offset) : undefined;
}

function membersOf(access: MemberAccess, names: Names): KnownMembers {
  if (!names) return nothingKnown;
  const { typed } = access;
  return {
    fits: (text) => {
      const written = memberWritten(access, text);
      return !written || names.has(written.name) || (written.isGiven && isFunction(names));
    },
    nearest: (text) => {
      const name = memberWritten(access, text)?.name;
      if (name === undefined) return undefined;
      const known = nearestMember(
        name,
        [...names].filter((each) => each !== typed && each.startsWith(typed)),
      );
      return known === undefined
        ? undefined
        : { length: name.length - typed.length, start: known.slice(typed.length) };
    },
  };
}

/** A function may be given members that it does not have yet. */
function isFunction(names: ReadonlySet<string>): boolean {
  return names.has('apply') && names.has('bind');
}

async function inTime(
  answer: Promise<Names>,
  until: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<Names> {
  if (signal.aborted) return undefined;
  const over = new AbortController();
  const stop = (): void => {
    over.abort();
  };
  signal.addEventListener('abort', stop, { once: true });
  const end = clock.delay(Math.max(0, until - clock.now()), over.signal).then(nobody, nobody);
  try {
    return await Promise.race([answer, end]);
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

function nobody(): undefined {
  return undefined;
}
