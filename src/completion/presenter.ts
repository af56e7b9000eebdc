import type { CompletionCache } from './completionCache';
import type { Ended } from './generation/generated';
import type { Moment } from './moment';
import { keepSound } from './polish/keepSound';
import { polish } from './polish/polish';
import type { Clock } from './ports';
import type { Completion, Source } from './request';
import { judgeAt } from './syntax/judge';

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

  constructor(clock: Clock, cache: CompletionCache) {
    this.#clock = clock;
    this.#cache = cache;
  }

  /** The completion, or undefined with the reason in the moment's trace. */
  present(moment: Moment, { raw, ended, source }: Written): Completion | undefined {
    const { request, settings, at, tree, trace } = moment;
    const polished = polish(raw, at, ended);
    trace.mark('polish');
    // A tree without a root belongs to a document that was closed or has changed meanwhile.
    const notJudged = settings.profile === 'calm' || !tree?.root ? 'drop' : 'keep';
    const sound = tree && keepSound(polished, at, judgeAt(tree, at, this.#clock), notJudged);
    const { text, replace, cuts } = sound ?? polished;
    trace.mark('judge');
    trace.note({ shape: at.shape, cuts });
    if (raw.trim() === '') return trace.nothing('nothing-generated');
    if (text === '') return trace.nothing(polished.text === '' ? 'filtered' : 'syntax-error');
    const completion: Completion = { text, replace, shape: at.shape, source };
    // What is as broken as the document must not be offered again when the user takes their own mistake back.
    const range = !sound || sound.verdict === 'clean' ? 'backspaced' : 'typed-through';
    this.#cache.remember(request.snapshot, request.offset, completion, range);
    return trace.shown(completion);
  }
}
