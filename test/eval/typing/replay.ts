import type { Clock } from '../../../src/completion/ports';
import type { LastEdit } from '../../../src/completion/request';
import type { Dice } from '../../../src/lab/dice';
import { agreement, type Ghost } from './agreement';
import { CaretRest, type Resting } from './caretRest';
import { strike, type EditorText } from './editorText';
import { Onlooker, type Hear } from './onlooker';
import { arrivalMs, pauseAfter, reactionMs } from './rhythm';
import { slipAt } from './slips';
import type { Piece } from './typingResult';

export interface Asked {
  /** What is shown at the end of `text.written`; undefined for nothing. Throws `signal.reason` when aborted. */
  readonly ask: (text: EditorText, lastEdit: LastEdit, signal: AbortSignal) => Promise<Ghost | undefined>;
  /** Told where the caret rests; left out where nobody listens. */
  readonly rest?: Resting;
  /** Told what becomes of what was shown. */
  readonly hear?: Hear;
  readonly clock: Clock;
  readonly dice: Dice;
  readonly seed: number;
  readonly indentUnit: string;
}

/** What happened while a piece was typed. */
export interface Diary {
  readonly keys: number;
  readonly shown: number;
  readonly accepted: number;
  readonly partlyAccepted: number;
  readonly flickered: number;
  readonly prepared: number;
  readonly acceptedCharacters: number;
  readonly corrections: number;
  readonly ghostMs: readonly number[];
  /** What the document became: the file, if the person made no mistake. */
  readonly text: string;
}

/**
 * Types a piece as a person would, in real time: after each act the engine is asked; a ghost text that comes before the
 * next key and agrees with what is to come, for at least a word, is accepted, as a whole or word by word.
 */
export async function replay(piece: Piece, asked: Asked): Promise<Diary> {
  return new Typist(piece, asked).type();
}

class Typist {
  readonly #piece: Piece;
  readonly #asked: Asked;
  readonly #caret: CaretRest;
  readonly #onlooker: Onlooker;
  #text: EditorText;
  #ghost: Ghost | undefined;
  #ghostAt = 0;
  #isCounted = false;
  #lastEdit: LastEdit = 'typed';
  #diary = { ...emptyDiary };
  readonly #ghostMs: number[] = [];

  constructor(piece: Piece, asked: Asked) {
    const { file, start, end } = piece;
    this.#piece = piece;
    this.#asked = asked;
    this.#caret = new CaretRest(asked.clock, asked.rest);
    this.#onlooker = new Onlooker(asked.clock, asked.hear);
    this.#text = { written: file.text.slice(0, start), pending: '', below: file.text.slice(end) };
  }

  async type(): Promise<Diary> {
    const { end } = this.#piece;
    this.#caret.moved(this.#text);
    await this.#asked.clock.delay(arrivalMs, never);
    while (this.#text.written.length < end) {
      await this.#slip();
      const { text, keys } = strike(this.#text, this.#target(), this.#asked.indentUnit);
      this.#type(text, keys);
      while (await this.#pauseAndAccept());
    }
    this.#caret.left();
    this.#diary.keys += leftOver(this.#text);
    return { ...this.#diary, ghostMs: this.#ghostMs, text: this.#text.written + this.#text.below };
  }

  /** A wrong letter, seen at once, and the key that takes it away. */
  async #slip(): Promise<void> {
    const right = this.#text;
    const wrong = slipAt(right.written.length, this.#target().charAt(0), this.#asked.seed);
    if (wrong === undefined) return;
    this.#diary.corrections += 1;
    this.#type({ ...right, written: right.written + wrong }, 1);
    await this.#look();
    this.#type(right, 1);
    await this.#look();
  }

  #type(text: EditorText, keys: number): void {
    this.#onlooker.typed(this.#text.written, text.written);
    this.#press(text, keys);
  }

  #press(text: EditorText, keys: number, lastEdit: LastEdit = 'typed'): void {
    this.#text = text;
    this.#caret.moved(text);
    this.#lastEdit = lastEdit;
    this.#diary.keys += keys;
  }

  /** Waits for the next key, looking at what comes up meanwhile. True when something was accepted. */
  async #pauseAndAccept(): Promise<boolean> {
    const ghost = await this.#look(
      (seen) => agreement(seen, this.#target(), this.#text.pending) !== undefined,
    );
    const taken = ghost && agreement(ghost, this.#target(), this.#text.pending);
    if (!ghost || !taken) return false;
    const { written, pending, below } = this.#text;
    if (!this.#isCounted) this.#diary.accepted += 1;
    if (!this.#isCounted && taken.text !== ghost.text) this.#diary.partlyAccepted += 1;
    this.#isCounted = true;
    const rest = ghost.text.slice(taken.text.length);
    this.#onlooker.took(taken.text);
    this.#ghost = rest === '' ? undefined : { ...ghost, text: rest };
    this.#diary.acceptedCharacters += taken.text.length;
    const text = { written: written + taken.text, pending: pending.slice(taken.replace), below };
    this.#press(text, taken.keys, rest === '' && isLineDone(text) ? 'accepted' : 'typed');
    this.#ghostAt = this.#text.written.length;
    return true;
  }

  /** What is shown before the next key. Somebody who wants it is faster than the pause. */
  async #look(isWanted: (ghost: Ghost) => boolean = () => false): Promise<Ghost | undefined> {
    const { clock, dice } = this.#asked;
    const pauseMs = pauseAfter(this.#text.written, dice);
    const actedAt = clock.now();
    const answer = await withinPause(this.#text, this.#lastEdit, pauseMs, this.#asked);
    this.#note(answer);
    if (typeof answer === 'string') return undefined;
    const ghost = answer;
    this.#ghostMs.push(clock.now() - actedAt);
    const waitMs = isWanted(ghost) ? reactionMs : Math.max(0, pauseMs - (clock.now() - actedAt));
    await clock.delay(waitMs, never);
    return ghost;
  }

  /** One that begins with what was promised is the same ghost text, grown or not; an editor keeps it until an answer comes. */
  #note(answer: Ghost | 'nothing' | 'late'): void {
    const { written } = this.#text;
    const old = this.#ghost;
    const typed = written.slice(this.#ghostAt);
    const agrees = old !== undefined && written.length >= this.#ghostAt && old.text.startsWith(typed);
    const promised = agrees ? old.text.slice(typed.length) : '';
    this.#ghostAt = written.length;
    if (answer === 'late') {
      this.#ghost = old && promised !== '' ? { ...old, text: promised } : undefined;
      return;
    }
    const ghost = answer === 'nothing' ? undefined : answer;
    const isSame = promised !== '' && ghost?.text.startsWith(promised) === true;
    if (promised !== '' && !isSame) this.#diary.flickered += 1;
    if (ghost && !isSame) {
      this.#diary.shown += 1;
      if (ghost.source === 'cache') this.#diary.prepared += 1;
      this.#isCounted = false;
      this.#onlooker.sees(ghost, written);
    }
    if (!ghost) this.#onlooker.sees(undefined, written);
    this.#ghost = ghost;
  }

  #target(): string {
    const { file, end } = this.#piece;
    return file.text.slice(this.#text.written.length, end);
  }
}

const emptyDiary = {
  keys: 0,
  shown: 0,
  accepted: 0,
  partlyAccepted: 0,
  flickered: 0,
  prepared: 0,
  acceptedCharacters: 0,
  corrections: 0,
};

/** The keys that the piece takes without completions, slips of the finger included. */
export function keysAlone({ file, start, end }: Piece, indentUnit: string, seed: number): number {
  let text: EditorText = { written: file.text.slice(0, start), pending: '', below: file.text.slice(end) };
  let keys = 0;
  while (text.written.length < end) {
    const target = file.text.slice(text.written.length, end);
    if (slipAt(text.written.length, target.charAt(0), seed) !== undefined) keys += 2;
    const stroke = strike(text, target, indentUnit);
    text = stroke.text;
    keys += stroke.keys;
  }
  return keys + leftOver(text);
}

/** What the editor closed and the piece leaves open is deleted in the end. */
function leftOver({ pending }: EditorText): number {
  return pending.replaceAll(/\s/g, '').length;
}

/** The extension rests behind a completion that was taken to the end of its line, until the next key. */
function isLineDone({ pending, below }: EditorText): boolean {
  return /^[\s)\]}>"'`;,:]*$/.test(`${pending}${below}`.split('\n', 1)[0] ?? '');
}

const never = new AbortController().signal;

/** What comes before the next key. The next key cancels the request, as the editor does. */
async function withinPause(
  text: EditorText,
  lastEdit: LastEdit,
  pauseMs: number,
  { ask, clock }: Asked,
): Promise<Ghost | 'nothing' | 'late'> {
  const nextKey = new AbortController();
  const timeIsOver = new AbortController();
  const request = ask(text, lastEdit, nextKey.signal).then(
    (ghost) => ghost ?? ('nothing' as const),
    (error: unknown) => {
      if (nextKey.signal.aborted) return 'late' as const;
      throw error;
    },
  );
  const pause = clock.delay(pauseMs, timeIsOver.signal).then(
    () => {
      nextKey.abort(new Error('The next key was pressed.'));
      return 'late' as const;
    },
    () => 'late' as const,
  );
  const answer = await Promise.race([request, pause]);
  // Nothing to show: the person goes on when they would have.
  if (typeof answer === 'string') await pause;
  else timeIsOver.abort(new Error('The ghost text came first.'));
  await request;
  return answer;
}
