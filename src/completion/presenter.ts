import { featuresOf } from './acceptance/features';
import type { Judgement, Taste } from './acceptance/taste';
import type { CompletionCache, Range } from './completionCache';
import type { Ended } from './generation/generated';
import type { Moment } from './moment';
import { keepSound } from './polish/keepSound';
import type { Sound } from './polish/keepSound';
import { polish } from './polish/polish';
import type { Polished } from './polish/polish';
import type { Clock } from './ports';
import type { At, Completion, Reason, Source } from './request';
import { grownAt } from './syntax/grownAt';
import { judgeAt } from './syntax/judge';
import type { SyntaxParser } from './syntax/parser';
import { lineStart, linePrefix, lineSuffix } from './text';

/** A text that somebody wrote for a moment. */
export interface Written {
  readonly raw: string;
  readonly ended: Ended;
  readonly source: Source;
  /** The estimated chance that the first line is exactly right, 0 to 1. */
  readonly confidence: number;
}

/** Stages 12 to 14 of the line: from a written text to what is shown and remembered. */
export class Presenter {
  readonly #clock: Clock;
  readonly #cache: CompletionCache;
  readonly #parser: SyntaxParser;
  readonly #taste: Taste | undefined;

  constructor(clock: Clock, cache: CompletionCache, parser: SyntaxParser, taste: Taste | undefined) {
    this.#clock = clock;
    this.#cache = cache;
    this.#parser = parser;
    this.#taste = taste;
  }

  /**
   * The completion, or undefined with the reason in the moment's trace. What nobody had time to judge is not shown: the
   * stream's text stays, and the next request, which joins it, judges again. Throws `signal.reason`.
   */
  async present(moment: Moment, written: Written, signal: AbortSignal): Promise<Completion | undefined> {
    const { request, trace } = moment;
    const made = await this.#make(moment, written, signal);
    if (typeof made === 'string') return trace.nothing(made);
    const judgement = this.#judge(moment, written, made.completion);
    if (judgement?.isWanted === false) return trace.nothing('unwanted');
    const completion = { ...made.completion, ...(judgement && { features: judgement.features }) };
    this.#cache.remember(request.snapshot, request.offset, completion, made.range);
    return trace.shown(completion);
  }

  /**
   * What is on the screen, with more lines: remembered in its place, so that who goes on with it finds them. Undefined where
   * the text is no continuation of it: what is shown never shrinks. Throws `signal.reason`.
   */
  async presentGrown(
    moment: Moment,
    written: Written,
    shown: Completion,
    signal: AbortSignal,
  ): Promise<Completion | undefined> {
    const { request } = moment;
    const made = await this.#make(moment, written, signal);
    if (typeof made === 'string' || made.completion.replace !== shown.replace) return undefined;
    const { text, shape } = made.completion;
    if (text.length <= shown.text.length || !text.startsWith(shown.text)) return undefined;
    const completion = { ...shown, text, shape };
    this.#cache.remember(request.snapshot, request.offset, completion, made.range);
    return completion;
  }

  /** A completion beside those that are shown, or undefined where it says what one of them says. Throws `signal.reason`. */
  async presentOther(
    moment: Moment,
    written: Written,
    shown: readonly Completion[],
    signal: AbortSignal,
  ): Promise<Completion | undefined> {
    const { request } = moment;
    const made = await this.#make(moment, written, signal);
    if (typeof made === 'string') return undefined;
    const { completion } = made;
    const wish = documentOf(completion, moment);
    if (shown.some((each) => documentOf(each, moment) === wish)) return undefined;
    this.#cache.rememberBeside(request.snapshot, request.offset, completion);
    return completion;
  }

  /** Whether this user wants to see it: always, when they have asked. */
  #judge(moment: Moment, written: Written, completion: Completion): Judgement | undefined {
    const { request, settings, place, medianPauseMs } = moment;
    const { snapshot, offset, trigger } = request;
    if (!this.#taste || !settings.learn) return undefined;
    const features = featuresOf({
      languageId: snapshot.languageId,
      shape: completion.shape,
      source: written.source === 'memory' ? 'memory' : 'model',
      confidence: written.confidence,
      place,
      text: completion.text,
      linePrefix: linePrefix(snapshot.text, offset),
      lineSuffix: lineSuffix(snapshot.text, offset),
      medianPauseMs,
    });
    const line = `${snapshot.uri}:${lineStart(snapshot.text, offset)}`;
    const judgement = this.#taste.judge(features, settings.profile, line);
    return trigger === 'manual' ? { ...judgement, isWanted: true } : judgement;
  }

  async #make(moment: Moment, written: Written, signal: AbortSignal): Promise<Made | Reason> {
    const { trace } = moment;
    const { raw, source } = written;
    const { at, polished } = polishedAt(moment.at, written);
    trace.mark('polish');
    const sound = await this.#judged({ ...moment, at }, polished, signal);
    const { text, replace, cuts } = sound;
    trace.mark('judge');
    trace.note({ shape: at.shape, cuts });
    if (raw.trim() === '') return 'nothing-generated';
    if (polished.text === '') return 'filtered';
    if (sound.verdict === 'unknown') return 'not-judged';
    if (text === '') return 'syntax-error';
    const members = await moment.members();
    trace.mark('members');
    if (!members.fits(text)) return 'unknown-member';
    signal.throwIfAborted();
    const completion: Completion = { text, replace, shape: at.shape, source };
    // What is as broken as the document must not be offered again when the user takes their own mistake back.
    const isOneWay = sound.verdict === 'sound' || at.without?.includes('backspaced');
    return { completion, range: isOneWay ? 'typed-through' : 'backspaced' };
  }

  async #judged(
    { request, at, tree: early }: Moment,
    polished: Polished,
    signal: AbortSignal,
  ): Promise<Sound | (Polished & { readonly verdict: 'no-grammar' })> {
    if (polished.text === '') return { ...polished, verdict: 'sound' };
    if (at.without?.includes('validity')) return { ...polished, verdict: 'no-grammar' };
    // While the model wrote, a tree that was late may have come.
    const tree = early ?? (await this.#parser.parse(request.snapshot, signal));
    if (tree) return keepSound(polished, at, judgeAt(tree, at, request.trigger, this.#clock, signal));
    const isLate = this.#parser.isParsing(request.snapshot.uri);
    return { ...polished, verdict: isLate ? 'unknown' : 'no-grammar' };
  }
}

interface Made {
  readonly completion: Completion;
  readonly range: Range;
}

/**
 * A line that has grown to a block, unless nothing of the block is worth showing. Only a stream's text ends where the
 * block does; the memory's own goes on as it stood elsewhere.
 */
function polishedAt(
  at: At,
  { raw, ended, source }: Written,
): { readonly at: At; readonly polished: Polished } {
  const isOwnOfMemory = source === 'memory' && ended === 'model';
  const grown = isOwnOfMemory ? at : grownAt(at, raw);
  const polished = polish(raw, grown, ended);
  if (grown === at || polished.text.includes('\n')) return { at: grown, polished };
  return { at, polished: polish(raw, at, ended) };
}

/** What the document would say from the cursor on, blanks at line ends left aside. */
function documentOf({ text, replace }: Completion, { at }: Moment): string {
  return (text + at.suffix.slice(replace)).replaceAll(/(?<![ \t])[ \t]+$/gm, '');
}
