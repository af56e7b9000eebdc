import { Alternatives } from './alternatives';
import { chooseWritten } from './chooseWritten';
import { CompletionCache } from './completionCache';
import type { EngineParts } from './engineParts';
import { Anticipation } from './generation/anticipation';
import { factsOf } from './generation/factsOf';
import { anyLines, SharedGeneration, type Running } from './generation/sharedGeneration';
import { askMembers, knownMembers } from './members/askMembers';
import type { Moment } from './moment';
import type * as ports from './ports';
import { Presenter } from './presenter';
import { PromptMaker } from './promptMaker';
import { Proposer } from './proposer';
import type { Completion, CompletionRequest, CompletionSettings, LinePlace } from './request';
import { StreamedRest } from './streamedRest';
import { SyntaxParser } from './syntax/parser';
import { placeOf } from './syntax/placeOf';
import { reasonOfFailure, Trace } from './trace';
import { atCursor } from './trigger/atCursor';
import { chooseShape } from './trigger/chooseShape';
import { comesLate } from './trigger/comesLate';
import { debounceMs } from './trigger/debounce';
import { linesInTime } from './trigger/linesInTime';
import { shouldComplete } from './trigger/shouldComplete';
import { shouldCompleteHere } from './trigger/shouldCompleteHere';
import { TypingRhythm } from './trigger/typingRhythm';
import { writesOn } from './trigger/writesOn';
import { warmUp } from './warmUp';

/** The line from keystroke to completion. Each stage takes values and returns a value; only this file knows their order. */
export class Engine {
  readonly #parts: EngineParts;
  readonly #parser: SyntaxParser;
  readonly #cache = new CompletionCache();
  readonly #rhythm = new TypingRhythm();
  readonly #prompts: PromptMaker;
  readonly #memory: Proposer;
  readonly #generation: SharedGeneration;
  readonly #presenter: Presenter;
  readonly #alternatives: Alternatives;
  readonly #rest: StreamedRest;
  readonly #anticipation: Anticipation;
  #expectedTtftMs = 0;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#parser = new SyntaxParser(parts.grammars, parts.clock, parts.logger);
    this.#prompts = new PromptMaker(parts.clock, parts.workspace);
    this.#memory = new Proposer(parts.clock, parts.workspace);
    this.#generation = new SharedGeneration(parts.clock);
    this.#presenter = new Presenter(parts.clock, this.#cache, this.#parser, parts.taste);
    this.#alternatives = new Alternatives(parts.clock, this.#presenter);
    this.#rest = new StreamedRest(parts.clock, this.#presenter);
    this.#anticipation = new Anticipation(
      parts.clock,
      (request, settings, signal) =>
        this.#line(request, settings, new Trace(request.id, parts.clock), signal),
      (signal) => this.#rest.follow(signal),
    );
  }

  /**
   * The completion to show at the request's offset, or undefined when there is nothing to show; the journal gets the
   * reason. Throws `signal.reason` when cancelled and `ModelError` when the model is broken.
   */
  async complete(
    request: CompletionRequest,
    settings: CompletionSettings,
    signal: AbortSignal,
  ): Promise<Completion | undefined> {
    const trace = new Trace(request.id, this.#parts.clock, this.#parts.journal);
    try {
      const completion = await this.#line(request, settings, trace, signal);
      if (completion) this.#prepare(request, completion, settings);
      return completion;
    } catch (error) {
      trace.nothing(signal.aborted ? 'cancelled' : reasonOfFailure(error));
      throw error;
    }
  }

  /**
   * Other completions for the place of `first`, which is the answer to the same request: for who asked by hand. Nobody
   * waits for a model to be loaded. Throws as `complete` does.
   */
  async alternatives(
    request: CompletionRequest,
    settings: CompletionSettings,
    first: Completion,
    signal: AbortSignal,
  ): Promise<readonly Completion[]> {
    this.#anticipation.stop();
    const { snapshot, offset } = request;
    const tree = await this.#parser.parse(snapshot, signal);
    const at = atCursor(request, settings, first.shape, tree);
    const trace = new Trace(request.id, this.#parts.clock);
    const place = placeOf(snapshot, tree, offset);
    const members = askMembers(this.#parts, request, settings, place, signal);
    const moment: Moment = { request, settings, at, tree, trace, place, members };
    const proposal = this.#memory.propose(request, settings);
    const write = async (rank: number, until: AbortSignal): Promise<Running> =>
      (rank === 0 && this.#generation.join(snapshot, offset)) || this.#start(moment, { rank }, until);
    const sources = { proposal, write: this.#parts.models.peek() && write };
    const others = await this.#alternatives.gather(moment, first, sources, signal);
    this.#prepare(request, first, settings);
    return others;
  }

  async #line(
    request: CompletionRequest,
    settings: CompletionSettings,
    trace: Trace,
    signal: AbortSignal,
  ): Promise<Completion | undefined> {
    const { snapshot, offset } = request;
    const { without } = settings;
    const refusal = shouldComplete(request, settings);
    const speed = this.#parts.models.peek()?.speed;
    // A document that does not exist yet is nobody's: there is nothing to show of it, and no language server has it.
    const goesOn = trace.isReal && writesOn(request, settings, speed);
    // What was accepted may be the beginning of a text that is still being written: then it is not over.
    if (refusal && !(refusal === 'just-accepted' && goesOn)) return trace.nothing(refusal);
    const { fits } = knownMembers(this.#parts, request, settings);
    const remembered = without?.includes('cache') ? undefined : this.#cache.find(snapshot, offset, fits);
    trace.mark('cache');
    if (remembered) return trace.shown({ ...remembered, source: 'cache' });
    if (refusal && !(this.#rest.isOpen && this.#generation.agrees(snapshot, offset)))
      return trace.nothing(refusal);
    if (trace.isReal) {
      this.#anticipation.stop();
      this.#rest.close();
    }

    const tree = await this.#parser.parse(snapshot, signal);
    trace.mark('parse');
    const place = placeOf(snapshot, tree, offset);
    const refusalHere = shouldCompleteHere(request, settings, place);
    if (refusalHere) return trace.nothing(refusalHere);

    const proposal = this.#memory.propose(request, settings);
    trace.mark('memory');
    const isSure = proposal !== undefined && this.#memory.isEnoughAlone(proposal);
    const joined = without?.includes('join') ? undefined : this.#generation.join(snapshot, offset);
    if (!joined) {
      if (refusal) return trace.nothing(refusal);
      const seen = { medianPauseMs: this.#rhythm.medianPauseMs(), expectedTtftMs: this.#expectedTtftMs };
      await this.#parts.clock.delay(debounceMs(request, settings, { ...seen, isSure }), signal);
      trace.mark('debounce');
    }

    const shape = joined?.shape ?? chooseShape(request, tree, settings);
    const maxLines = goesOn ? settings.maxLines : linesInTime(request, settings, speed);
    const at = atCursor(request, { ...settings, maxLines }, shape, tree);
    const medianPauseMs = this.#rhythm.medianPauseMs();
    const server = trace.isReal ? this.#parts : { clock: this.#parts.clock };
    const members = askMembers(server, request, settings, place, signal);
    const moment: Moment = { request, settings, at, tree, trace, place, medianPauseMs, members };
    const isAlone = !joined && (!speed || comesLate(speed));
    if (isAlone && isSure) {
      return this.#presenter.present(
        moment,
        { raw: proposal.text, ended: 'model', source: 'memory', confidence: proposal.confidence },
        signal,
      );
    }

    const drafts = proposal !== undefined && !without?.includes('memory-draft');
    const start = (): Promise<Running> => this.#start(moment, drafts ? { draft: proposal.text } : {}, signal);
    let running = joined ?? (await start());
    let generated = await running.result(signal, goesOn ? anyLines : undefined);
    // The running stream went another way than the user: theirs is the right one.
    if (generated.cut === 'disagreed') {
      if (refusal) return trace.nothing(refusal);
      running = await start();
      generated = await running.result(signal, goesOn ? anyLines : undefined);
    }
    trace.mark('generate');
    if (!running.joined && generated.ttftMs !== undefined) this.#expectedTtftMs = generated.ttftMs;
    trace.note(factsOf(generated));

    const written = await chooseWritten(moment, generated, proposal, running.joined);
    const shown = written ? await this.#presenter.present(moment, written, signal) : trace.nothing('unsure');
    if (written?.ended !== 'running') running.stop();
    else if (shown) this.#rest.open(moment, running, proposal, shown);
    return shown;
  }

  async #start(
    { request, settings, at, tree, trace }: Moment,
    how: Pick<ports.GenerateLimits, 'draft' | 'rank'>,
    signal: AbortSignal,
  ): Promise<Running> {
    const model = await this.#parts.models.acquire(signal);
    trace.mark('model');
    const { prompt, limits } = this.#prompts.make(request, settings, tree, model, trace);
    const all = { ...limits, maxLines: (at.asBlock ?? at).maxLines, ...how };
    return this.#generation.start(model, prompt, all, at, request.snapshot, request.offset);
  }

  /** The caret rests where a request may come. Any request ends the reading. Throws `signal.reason`. */
  async warm(request: CompletionRequest, settings: CompletionSettings, signal: AbortSignal): Promise<void> {
    const { models, clock } = this.#parts;
    const own = { parser: this.#parser, prompts: this.#prompts, generation: this.#generation };
    await warmUp({ models, clock, ...own }, request, settings, signal);
  }

  /** The user changed a document: their rhythm sets the next pauses. `atMs` is the Clock's time. */
  noteEdit(atMs: number): void {
    this.#rhythm.note(atMs);
  }

  /** What was shown was taken, or looked at and something else was typed in its place. */
  noteVerdict(verdict: 'accepted' | 'rejected', place: LinePlace): void {
    this.#memory.noteVerdict(verdict, place);
    if (verdict === 'accepted') return;
    this.#anticipation.stop();
    this.#cache.forget(place.uri);
  }

  /** The document was closed, renamed or deleted. */
  forget(uri: string): void {
    this.#generation.forget(uri);
    this.#anticipation.stop();
    this.#rest.close();
    this.#prompts.forget(uri);
    this.#parser.forget(uri);
    this.#cache.forget(uri);
    this.#memory.forget(uri);
  }

  /**
   * Teaches the memory what the other open files say, those that have changed since; what does not fit into the budget
   * waits for the next call. The command line, which asks once, gives it all the time.
   */
  learnOpenFiles(currentUri: string, budgetMs: number): void {
    this.#memory.learnOpenFiles(currentUri, budgetMs);
  }

  async dispose(): Promise<void> {
    this.#anticipation.stop();
    await this.#generation.dispose();
    this.#parser.dispose();
  }

  /** A model that is quick enough answers as soon as it is asked. */
  #prepare(request: CompletionRequest, shown: Completion, settings: CompletionSettings): void {
    if (settings.speculate && comesLate(this.#parts.models.peek()?.speed))
      this.#anticipation.shown(request, shown, settings);
  }
}
