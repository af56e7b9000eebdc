import { expect } from 'vitest';

import { Dice } from '../../fakes/dice';
import { quiet } from '../../fakes/manualClock';
import { drawnFault, faultOf } from './faultOf';
import { keptStage, stageWithoutGrammar } from './fuzzStages';
import {
  languages,
  randomDocument,
  randomOffset,
  randomPieces,
  randomScript,
  wholeCharacter,
} from './randomText';
import { randomMembers } from './randomMembers';
import { breaksDocument } from './soundness';
import { openDocument, type Asked, type Stage } from './stage';

class BrokenModel extends Error {
  override readonly name = 'ModelError';
}

/** What a case has done, for the proof that the cases do not pass by doing nothing. */
export interface Tally {
  readonly shown: Map<string, number>;
  /** Shown where the document could be read without a fault, and so could be held to it. */
  judged: number;
  rejected: number;
}

interface Open {
  readonly asked: Asked;
  readonly text: string;
  readonly offset: number;
}

/** One editor, some seconds of its life: random typing, requests, cancellations, model trouble. */
export async function fuzzCase(seed: number, tally: Tally): Promise<void> {
  const dice = new Dice(seed);
  const languageId = dice.pick(languages);
  const isKept = dice.below(2) === 0;
  const stage = isKept ? keptStage(languageId) : stageWithoutGrammar();
  const session = new Session(stage, dice, languageId, seed, isKept ? 'loaded' : 'none');
  for (let step = 2 + dice.below(12); step > 0; step -= 1) await session.step();
  await session.end(isKept ? 'keep' : 'dispose', tally);
}

class Session {
  readonly #asked: Open[] = [];
  readonly #texts: string[];
  /** Where the last request was made. */
  #document = 0;
  #offset = 0;

  constructor(
    readonly stage: Stage,
    readonly dice: Dice,
    readonly languageId: string,
    readonly seed: number,
    readonly grammars: 'loaded' | 'none',
  ) {
    this.#texts = [randomDocument(dice, languageId), randomDocument(dice, languageId)];
    stage.openDocuments = Array.from({ length: dice.below(3) }, (_, index) =>
      openDocument(`${seed}/${index}`, randomDocument(dice, languageId), languageId),
    );
    stage.decisions.length = 0;
    stage.models.current = stage.model;
    // A line of eight tokens in 8 ms, or in 240 and later than the next key.
    stage.model.speed = { prefillTokensPerSecond: 1_000, decodeTokensPerSecond: dice.pick([1_000, 33]) };
    stage.write(randomScript(dice, languageId));
    stage.members = randomMembers(dice, stage.model.script.text);
    this.#offset = randomOffset(dice, this.#text);
  }

  get #text(): string {
    return this.#texts[this.#document] ?? '';
  }

  #uri(): string {
    return `file:///${this.seed}/current${this.#document}`;
  }

  async step(): Promise<void> {
    const { dice, stage } = this;
    switch (dice.below(14)) {
      case 0:
      case 1:
      case 2:
        this.#ask();
        break;
      case 3:
        this.#type(stage.model.script.text.slice(0, 1 + dice.below(6)));
        this.#ask();
        break;
      case 4:
        this.#type(randomPieces(dice, 4));
        this.#ask();
        break;
      case 5:
        this.#delete(dice.below(6));
        this.#ask();
        break;
      case 6:
        this.#document = dice.below(2);
        this.#offset = randomOffset(dice, this.#text);
        break;
      case 7:
        if (this.#asked.length > 0) dice.pick(this.#asked).asked.abort.abort(new Error('key'));
        break;
      case 8:
        stage.model.release(1 + dice.below(20));
        await quiet();
        break;
      case 9:
        await stage.clock.advance(dice.below(400));
        break;
      case 10:
        stage.write(randomScript(dice, this.languageId));
        if (dice.below(3) === 0) stage.write({ ...stage.model.script, error: new BrokenModel('broken') });
        if (dice.below(3) === 0) this.#breakModel();
        break;
      case 11:
        this.#type('items.');
        stage.write({ ...stage.model.script, text: dice.pick(['push(1);', 'fold(1, 2);\n', '#own = 1']) });
        stage.members = randomMembers(dice, 'items.push fold own');
        this.#ask();
        break;
      case 12:
        stage.engine.noteVerdict('rejected', { uri: this.#uri(), before: '', line: this.#text });
        break;
      default:
        stage.engine.forget(this.#uri());
    }
    if (dice.below(3) > 0) await quiet();
  }

  async end(how: 'keep' | 'dispose', tally: Tally): Promise<void> {
    const { stage, seed } = this;
    const disposed = how === 'dispose' && this.dice.below(2) === 0 ? stage.engine.dispose() : undefined;
    stage.models.error = undefined;
    stage.models.current = stage.model;
    stage.models.change();
    for (let round = 0; this.#asked.some(({ asked }) => asked.fate() === 'pending'); round += 1) {
      if (round > 400) throw new Error(`seed ${seed}: a request does not settle`);
      stage.model.release(1000);
      await stage.clock.advance(200);
      if (round > 20) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await disposed;
    for (const document of [0, 1]) stage.engine.forget(`file:///${seed}/current${document}`);
    if (how === 'dispose') await stage.engine.dispose();
    await quiet();
    await this.#check(tally);
  }

  #ask(): void {
    const { dice, stage } = this;
    const text = this.#text;
    const offset = dice.below(3) === 0 ? randomOffset(dice, text) : Math.min(this.#offset, text.length);
    this.#offset = offset;
    const asked = stage.ask(`${text.slice(0, offset).replaceAll('█', '')}█${text.slice(offset)}`, {
      snapshot: { uri: this.#uri(), path: `src/${this.seed}`, languageId: this.languageId },
      request: {
        trigger: dice.pick(['automatic', 'automatic', 'manual']),
        indentUnit: dice.pick(['    ', '  ', '\t', '']),
        editedAt: stage.clock.now(),
        lastEdit: dice.pick(['typed', 'typed', 'typed', 'accepted']),
      },
      settings: {
        insideComments: dice.pick(['on', 'line', 'off']),
        maxLines: 1 + dice.below(12),
        maxTokens: 1 + dice.below(160),
        debounce: dice.pick([0, 30, 'adaptive']),
        useOpenFiles: dice.below(2) === 0,
        speculate: dice.below(2) === 0,
      },
    });
    stage.engine.noteEdit(stage.clock.now());
    this.#asked.push({ asked, text, offset });
  }

  /** As an editor does it: LF line ends and whole characters. */
  #type(keys: string): void {
    const text = this.#text;
    const typed = keys.replaceAll('\r', '').replace(/[\ud800-\udbff]$/, '');
    this.#texts[this.#document] = text.slice(0, this.#offset) + typed + text.slice(this.#offset);
    this.#offset += typed.length;
  }

  #delete(count: number): void {
    const text = this.#text;
    const start = wholeCharacter(text, Math.max(0, this.#offset - count));
    this.#texts[this.#document] = text.slice(0, start) + text.slice(this.#offset);
    this.#offset = start;
  }

  #breakModel(): void {
    const { models } = this.stage;
    models.error = this.dice.below(2) === 0 ? new BrokenModel('absent') : undefined;
    models.current = undefined;
    models.change();
  }

  async #check(tally: Tally): Promise<void> {
    const { stage, seed } = this;
    expect({ seed, timers: stage.clock.pending, running: stage.model.running }).toEqual({
      seed,
      timers: 0,
      running: 0,
    });
    expect(stage.model.mostRunning, `seed ${seed}`).toBeLessThanOrEqual(1);
    const ids = stage.decisions.map(({ id }) => id).sort((a, b) => a - b);
    expect(ids, `seed ${seed}: one decision for each request`).toEqual(
      this.#asked.map(({ asked }) => asked.id),
    );
    const made = new Set<string>();
    for (const { asked, text, offset } of this.#asked) {
      try {
        const completion = await asked.result;
        if (!completion) continue;
        const document = text.slice(0, offset) + completion.text + text.slice(offset + completion.replace);
        // What has been shown stays while it is typed, even where without it the next letter happens to mend a fault.
        const isTypedThrough = completion.source === 'cache' && made.has(document);
        made.add(document);
        const fault = faultOf(completion, text, offset);
        if (fault !== undefined) throw new Error(`seed ${seed}: ${fault}`, { cause: completion });
        const isHeld = this.grammars === 'loaded' && !isTypedThrough;
        const breaks = isHeld ? await breaksDocument(completion, asked.at) : undefined;
        if (breaks === true)
          throw new Error(`seed ${seed}: a new syntax error: ${drawnFault(asked.at, completion)}`);
        if (breaks === false) tally.judged += 1;
        tally.shown.set(completion.source, (tally.shown.get(completion.source) ?? 0) + 1);
      } catch (error) {
        const isMeant =
          error instanceof BrokenModel ||
          error === asked.abort.signal.reason ||
          (error instanceof Error && error.name === 'AbortError');
        if (!isMeant) throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
        tally.rejected += 1;
      }
    }
  }
}
