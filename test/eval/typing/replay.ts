import type { Clock } from '../../../src/completion/ports';
import type { Dice } from '../../fakes/dice';
import { strike, type EditorText } from './editorText';
import { pauseAfter, reactionMs } from './rhythm';
import { agreement, type Ghost } from './agreement';
import type { Piece } from './typingResult';

export interface Asked {
  /** What is shown at the end of `text.written`; undefined for nothing. Throws `signal.reason` when aborted. */
  readonly ask: (text: EditorText, signal: AbortSignal) => Promise<Ghost | undefined>;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly indentUnit: string;
}

/** What happened while a piece was typed. */
export interface Diary {
  readonly keys: number;
  readonly shown: number;
  readonly accepted: number;
  readonly acceptedCharacters: number;
  readonly ghostMs: readonly number[];
  /** What the document became: the file, if the person made no mistake. */
  readonly text: string;
}

/**
 * Types a piece as a person would, in real time: after each act the engine is asked; a ghost text that comes before the
 * next key and agrees with what is to come, for at least a word, is accepted, as a whole or word by word.
 */
export async function replay({ file, start, end }: Piece, asked: Asked): Promise<Diary> {
  const { clock, dice, indentUnit } = asked;
  const ghostMs: number[] = [];
  let text: EditorText = { written: file.text.slice(0, start), pending: '', below: file.text.slice(end) };
  let [keys, shown, accepted, acceptedCharacters] = [0, 0, 0, 0];
  let isCounted = false;
  while (text.written.length < end) {
    const target = file.text.slice(text.written.length, end);
    const stroke = strike(text, target, indentUnit);
    text = stroke.text;
    keys += stroke.keys;
    let pauseMs = pauseAfter(text.written, dice);
    for (;;) {
      const actedAt = clock.now();
      const ghost = await withinPause(text, pauseMs, asked);
      if (!ghost) break;
      ghostMs.push(clock.now() - actedAt);
      if (ghost.source !== 'cache') {
        shown += 1;
        isCounted = false;
      }
      const taken = agreement(ghost, file.text.slice(text.written.length, end), text.pending);
      await clock.delay(taken ? reactionMs : Math.max(0, pauseMs - (clock.now() - actedAt)), never);
      if (!taken) break;
      if (!isCounted) accepted += 1;
      isCounted = true;
      keys += taken.keys;
      acceptedCharacters += taken.text.length;
      text = { ...text, written: text.written + taken.text, pending: text.pending.slice(taken.replace) };
      pauseMs = pauseAfter(text.written, dice);
    }
  }
  keys += leftOver(text);
  return { keys, shown, accepted, acceptedCharacters, ghostMs, text: text.written + text.below };
}

/** The keys that the piece takes without completions. */
export function keysAlone({ file, start, end }: Piece, indentUnit: string): number {
  let text: EditorText = { written: file.text.slice(0, start), pending: '', below: file.text.slice(end) };
  let keys = 0;
  while (text.written.length < end) {
    const stroke = strike(text, file.text.slice(text.written.length, end), indentUnit);
    text = stroke.text;
    keys += stroke.keys;
  }
  return keys + leftOver(text);
}

/** What the editor closed and the piece leaves open is deleted in the end. */
function leftOver({ pending }: EditorText): number {
  return pending.replaceAll(/\s/g, '').length;
}

const never = new AbortController().signal;

/** The ghost text that comes before the next key. The next key cancels the request, as the editor does. */
async function withinPause(
  text: EditorText,
  pauseMs: number,
  { ask, clock }: Asked,
): Promise<Ghost | undefined> {
  const nextKey = new AbortController();
  const timeIsOver = new AbortController();
  const request = ask(text, nextKey.signal).catch((error: unknown) => {
    if (nextKey.signal.aborted) return undefined;
    throw error;
  });
  const pause = clock.delay(pauseMs, timeIsOver.signal).then(
    () => {
      nextKey.abort(new Error('The next key was pressed.'));
      return undefined;
    },
    () => undefined,
  );
  const ghost = await Promise.race([request, pause]);
  // Nothing to show: the person goes on when they would have.
  if (!ghost) await pause;
  else timeIsOver.abort(new Error('The ghost text came first.'));
  await request;
  return ghost;
}
