import type { Clock, Members } from '../ports';
import type { CompletionRequest, CompletionSettings, Snapshot } from '../request';
import type { Place } from '../syntax/placeInText';
import { memberAccess, memberWritten, type MemberAccess } from './memberAccess';

/** False for a text that goes on with a name which what stands before the dot does not have. */
export type MemberTest = (text: string) => boolean;

export const anyText: MemberTest = () => true;

/** Where it was measured to pay (docs/lab/members.md). */
const checked: ReadonlySet<string> = new Set(['typescript', 'typescriptreact']);

/** What is written waits so long for the answer, counted from the question: what a person takes for their own key's delay. */
const patienceMs = 100;

type Names = ReadonlySet<string> | undefined;

/**
 * Asks the language server while the model writes. What is returned is called when a text is there: it resolves at once
 * or when patience ends, to a test that every text passes where nobody knows. It never rejects.
 */
export function askMembers(
  { members, clock }: { readonly members?: Members | undefined; readonly clock: Clock },
  { snapshot, offset }: CompletionRequest,
  { checkMembers }: CompletionSettings,
  place: Place,
  signal: AbortSignal,
): () => Promise<MemberTest> {
  const access = place === 'code' ? checkedAccess(snapshot, offset, checkMembers) : undefined;
  if (!members || !access) return () => Promise.resolve(anyText);
  const until = clock.now() + patienceMs;
  const answer = members.at(snapshot, access.start, signal);
  return async () => testOf(access, await inTime(answer, until, clock, signal));
}

/** For a text that was shown before: what the server has told about the place since. */
export function knownTest(
  { members }: { readonly members?: Members | undefined },
  { snapshot, offset }: CompletionRequest,
  { checkMembers }: CompletionSettings,
): MemberTest {
  const access = checkedAccess(snapshot, offset, checkMembers);
  return members && access ? testOf(access, members.known(snapshot, access.start)) : anyText;
}

function checkedAccess(
  { text, languageId }: Snapshot,
  offset: number,
  isWanted: boolean,
): MemberAccess | undefined {
  return isWanted && checked.has(languageId) ? memberAccess(text, offset) : undefined;
}

function testOf(access: MemberAccess, names: Names): MemberTest {
  if (!names) return anyText;
  return (text) => {
    const written = memberWritten(access, text);
    return !written || names.has(written.name) || (written.isGiven && isFunction(names));
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
