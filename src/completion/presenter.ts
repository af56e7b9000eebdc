import type { CompletionCache } from './completionCache';
import type { Ended } from './generation/generated';
import type { Moment } from './moment';
import { keepSound } from './polish/keepSound';
import type { Sound } from './polish/keepSound';
import { polish } from './polish/polish';
import type { Polished } from './polish/polish';
import type { Clock } from './ports';
import type { Completion, Source } from './request';
import { judgeAt } from './syntax/judge';
import type { SyntaxParser } from './syntax/parser';

/** A text that somebody wrote for a moment. */
export interface Written {
  readonly raw: string;
  readonly ended: Ended;
  readonly source: Source;
}

/** Stages 12 to 14 of the line: from a written text to what is shown and remembered. */
export class Presenter {
  readonly #clock: Clock;
  readonly #cache: CompletionCache;
  readonly #parser: SyntaxParser;

  constructor(clock: Clock, cache: CompletionCache, parser: SyntaxParser) {
    this.#clock = clock;
    this.#cache = cache;
    this.#parser = parser;
  }

  /**
   * The completion, or undefined with the reason in the moment's trace. What nobody had time to judge is not shown: the
   * stream's text stays, and the next request, which joins it, judges again. Throws `signal.reason`.
   */
  async present(
    moment: Moment,
    { raw, ended, source }: Written,
    signal: AbortSignal,
  ): Promise<Completion | undefined> {
    const { request, at, trace } = moment;
    const polished = polish(raw, at, ended);
    trace.mark('polish');
    const sound = await this.#judged(moment, polished, signal);
    const { text, replace, cuts } = sound;
    trace.mark('judge');
    trace.note({ shape: at.shape, cuts });
    if (raw.trim() === '') return trace.nothing('nothing-generated');
    if (polished.text === '') return trace.nothing('filtered');
    if (sound.verdict === 'unknown') return trace.nothing('not-judged');
    if (text === '') return trace.nothing('syntax-error');
    const completion: Completion = { text, replace, shape: at.shape, source };
    // What is as broken as the document must not be offered again when the user takes their own mistake back.
    const range = sound.verdict === 'sound' ? 'typed-through' : 'backspaced';
    this.#cache.remember(request.snapshot, request.offset, completion, range);
    return trace.shown(completion);
  }

  async #judged(
    { request, at, tree: early }: Moment,
    polished: Polished,
    signal: AbortSignal,
  ): Promise<Sound | (Polished & { readonly verdict: 'no-grammar' })> {
    if (polished.text === '') return { ...polished, verdict: 'sound' };
    // While the model wrote, a tree that was late may have come.
    const tree = early ?? (await this.#parser.parse(request.snapshot, signal));
    if (tree) return keepSound(polished, at, judgeAt(tree, at, request.trigger, this.#clock, signal));
    const isLate = this.#parser.isParsing(request.snapshot.uri);
    return { ...polished, verdict: isLate ? 'unknown' : 'no-grammar' };
  }
}
