import type { Chunk, Clock, CodeModel, GenerateLimits, Prefill, Prompt } from '../ports';
import type { At, Snapshot } from '../request';

import { completeLines } from './completeLines';
import { tokensWithin } from './generated';
import type { Ended, Generated, Token } from './generated';
import { sameTextAfter } from './sameTextAfter';
import { stopAt } from './stopRules';

/**
 * How long a stream runs on when nobody waits for it. VS Code cancels a request and makes the next one for the same
 * keystroke; between the two lies its own pause, which is shorter than this.
 */
export const graceMs = 300;

/** Whether the complete lines behind what is typed are enough for somebody, though the stream goes on. */
export type Enough = (lines: string) => boolean;

interface Waiter {
  readonly typed: string;
  readonly isEnough: Enough;
  deliver(): void;
}

type Outcome =
  | { readonly kind: 'done'; readonly ended: Ended; readonly cut: string | undefined }
  | { readonly kind: 'failed'; readonly error: unknown };

/** One stream of the model and those who wait for it. Its abort is its own; a request's signal only ends the waiting. */
export class GenerationStream {
  readonly #clock: Clock;
  readonly #at: At;
  readonly #snapshot: Snapshot;
  readonly #offset: number;
  readonly #controller = new AbortController();
  readonly #waiters = new Set<Waiter>();
  #grace: AbortController | undefined;
  #outcome: Outcome | undefined;
  #text = '';
  #logProbabilities: readonly Token[] = [];
  #tokens = 0;
  #prefill: Prefill | undefined;
  #ttftMs: number | undefined;

  constructor(clock: Clock, at: At, snapshot: Snapshot, offset: number) {
    this.#clock = clock;
    this.#at = at;
    this.#snapshot = snapshot;
    this.#offset = offset;
  }

  get at(): At {
    return this.#at;
  }

  get uri(): string {
    return this.#snapshot.uri;
  }

  get isRunning(): boolean {
    return this.#outcome === undefined;
  }

  /** Resolves when the model is idle again, whatever happened; never rejects. Does nothing when aborted before. */
  async run(model: CodeModel, prompt: Prompt, limits: GenerateLimits): Promise<void> {
    if (this.#outcome) return;
    const startedAt = this.#clock.now();
    this.#guard();
    try {
      for await (const chunk of model.generate(prompt, limits, this.#controller.signal)) {
        if (this.#hasEnded()) break;
        if (chunk.tokens > 0) this.#ttftMs ??= this.#clock.now() - startedAt;
        this.#take(chunk);
        if (this.#hasEnded()) break;
      }
      this.#endByItself(limits);
    } catch (error) {
      this.#end({ kind: 'failed', error });
    }
  }

  /**
   * What the user has typed since the stream began, when the document is the same otherwise and the model's text
   * agrees with it so far; undefined when the stream is of no use at this place.
   */
  typedAt(snapshot: Snapshot, offset: number): string | undefined {
    const start = this.#snapshot;
    if (snapshot.uri !== start.uri || offset < this.#offset) return undefined;
    if (!snapshot.text.startsWith(start.text.slice(0, this.#offset))) return undefined;
    if (!sameTextAfter(start.text.slice(this.#offset), snapshot.text.slice(offset))) return undefined;
    const typed = snapshot.text.slice(this.#offset, offset);
    return this.#agrees(typed) ? typed : undefined;
  }

  /**
   * The text behind `typed`, once the stream has ended or its lines are enough. Rejects with `signal.reason` when the
   * request gives up, with the stream's own reason when it was aborted, with the model's error when the model failed.
   */
  wait(typed: string, isEnough: Enough, signal: AbortSignal): Promise<Generated> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        signal.removeEventListener('abort', giveUp);
        this.#waiters.delete(waiter);
      };
      const waiter: Waiter = {
        typed,
        isEnough,
        deliver: () => {
          settle();
          if (this.#outcome?.kind === 'failed') reject(this.#outcome.error);
          else resolve(this.#generatedBehind(typed));
        },
      };
      const giveUp = (): void => {
        settle();
        reject(signal.reason);
        this.#guard();
      };
      if (signal.aborted) {
        giveUp();
      } else if (this.#outcome || this.#isEnoughFor(waiter)) {
        waiter.deliver();
      } else {
        this.#waiters.add(waiter);
        signal.addEventListener('abort', giveUp, { once: true });
        this.#guard();
      }
    });
  }

  abort(): void {
    this.#controller.abort();
    this.#end({ kind: 'failed', error: this.#controller.signal.reason });
  }

  /** Nobody reads on: the stream ends behind its last complete line, unless somebody waits. */
  stop(): void {
    if (this.#outcome || this.#waiters.size > 0) return;
    const lines = completeLines(this.#text);
    if (lines === '') {
      this.abort();
    } else {
      this.#cutAt(lines.length, 'unread');
      this.#controller.abort();
    }
  }

  /** Starts the grace anew when nobody waits, and calls it off when somebody does or nothing is left to guard. */
  guard(): void {
    this.#guard();
  }

  #guard(): void {
    this.#grace?.abort();
    this.#grace = undefined;
    if (this.#outcome || this.#waiters.size > 0) return;
    const grace = new AbortController();
    this.#grace = grace;
    this.#clock.delay(graceMs, grace.signal).then(
      () => {
        this.stop();
      },
      () => {
        // Called off: somebody waits again, or the stream has ended.
      },
    );
  }

  #take(chunk: Chunk): void {
    this.#prefill ??= chunk.prefill;
    this.#tokens += chunk.tokens;
    this.#text += chunk.text;
    if (chunk.tokens > 0) {
      const token = { end: this.#text.length, logProbability: chunk.logProbability };
      this.#logProbabilities = [...this.#logProbabilities, token];
    }
    const cut = stopAt(this.#text, this.#at);
    if (cut) {
      this.#cutAt(cut.length, cut.rule);
      this.#controller.abort();
      return;
    }
    const waiters = [...this.#waiters];
    const disappointed = waiters.filter(({ typed }) => !this.#agrees(typed));
    const content = waiters.filter((waiter) => this.#isEnoughFor(waiter));
    for (const waiter of [...disappointed, ...content]) waiter.deliver();
    if (this.#waiters.size > 0) return;
    if (content.length > 0) this.#guard();
    else if (disappointed.length > 0) this.abort();
  }

  #endByItself(limits: GenerateLimits): void {
    if (this.#outcome) return;
    if (this.#tokens >= limits.maxTokens) {
      this.#end({ kind: 'done', ended: 'limit', cut: 'limit' });
      return;
    }
    // The model meant its last line to be complete, so the rules may judge it as well.
    const cut = stopAt(`${this.#text}\n`, this.#at);
    if (cut && cut.length < this.#text.length) this.#cutAt(cut.length, cut.rule);
    else this.#end({ kind: 'done', ended: 'model', cut: undefined });
  }

  #cutAt(length: number, rule: string): void {
    this.#text = this.#text.slice(0, length);
    this.#end({ kind: 'done', ended: 'rule', cut: rule });
  }

  #end(outcome: Outcome): void {
    if (this.#outcome) return;
    this.#outcome = outcome;
    for (const waiter of this.#waiters) waiter.deliver();
    this.#guard();
  }

  /** A method, because the compiler can't see that an abort may come between two chunks. */
  #hasEnded(): boolean {
    return this.#outcome !== undefined;
  }

  #isEnoughFor({ typed, isEnough }: Waiter): boolean {
    const lines = this.#text.startsWith(typed) ? completeLines(this.#text.slice(typed.length)) : '';
    return lines !== '' && isEnough(lines);
  }

  #agrees(typed: string): boolean {
    if (this.#outcome?.kind === 'failed') return false;
    if (this.#outcome) return this.#text.length > typed.length && this.#text.startsWith(typed);
    return this.#text.startsWith(typed) || typed.startsWith(this.#text);
  }

  #generatedBehind(typed: string): Generated {
    const agrees = this.#text.startsWith(typed);
    const behind = agrees ? this.#text.slice(typed.length) : '';
    const text = this.#outcome ? behind : completeLines(behind);
    const done = this.#outcome?.kind === 'done' ? this.#outcome : undefined;
    return {
      text,
      logProbabilities: tokensWithin(this.#logProbabilities, typed.length, typed.length + text.length),
      prefill: this.#prefill,
      ttftMs: this.#ttftMs,
      tokens: this.#tokens,
      ended: done?.ended ?? 'running',
      cut: agrees ? done?.cut : 'disagreed',
    };
  }
}
