import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Chunk, CodeModel, FimFormat, GenerateLimits, Prompt } from '../completion/ports';
import type { Fim } from './detectFim';
import { DraftGauge } from './draftGauge';
import { endBefore } from './endBefore';
import { AnswerDecoder } from './answerDecoder';
import { asModelError } from './errors';
import type { LlamaEngine, Sequence } from './llamaEngine';
import { predictTokens } from './predictTokens';
import type { Batch } from './predictTokens';
import { SerialQueue } from './serialQueue';
import { Speedometer, type SeenSpeed } from './speedometer';
import { TextTokens } from './textTokens';
import { ThreadGovernor } from './threadGovernor';
import { textOf } from './tokenBytes';
import { TokenDecoder } from './tokenDecoder';
import { heldTo, tokensToHeal } from './tokenHealing';
import { TokenIndex } from './tokenIndex';
import { tokenizePrompt } from './tokenizePrompt';
import type { Vocabulary } from './tokenizePrompt';

/** How long a stretch of prompt may keep an abort waiting, in milliseconds. */
const chunkMs = 150;
const chunkTokens = { least: 16, most: 512 };
/** So many tokens of the prompt at most are read with the first prediction: it is one batch, and no abort ends it. */
const readWithAnswer = 16;
/** A prompt that shares less than this with every sequence goes to the one that was not used longest. */
const sharedEnough = 0.25;
/** Code, for a first measure of the vocabulary; replaced by what the prompts show. */
const sample =
  'export function add(a: number, b: number): number {\n  return a + b;\n}\n\n' +
  'for (const item of this.items) {\n    if (item.name === name) {\n      return item.value;\n    }\n  }\n';
const restart = 'Restart the model; if it happens again, choose another one.';

export interface LlamaModelParts {
  readonly engine: LlamaEngine;
  readonly fim: Fim;
  readonly fileBytes: number;
  /** The largest number of threads: what the engine was opened with. */
  readonly threads: number;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** A code model on llama.cpp. Requests are served one after the other; each reads only what no sequence holds yet. */
export class LlamaModel implements CodeModel {
  readonly fim: FimFormat;
  readonly contextTokens: number;
  readonly #engine: LlamaEngine;
  readonly #stops: ReadonlySet<number>;
  readonly #stopTexts: readonly string[];
  readonly #vocabulary: Vocabulary;
  readonly #queue = new SerialQueue();
  readonly #speedometer: Speedometer;
  readonly #governor: ThreadGovernor;
  readonly #draftGauge = new DraftGauge();
  readonly #now: () => number;
  /** The last used one at the end. */
  #byUse: readonly Sequence[];
  #charactersPerToken: number;
  #index: TokenIndex | undefined;

  constructor({ engine, fim, fileBytes, threads, now }: LlamaModelParts) {
    this.fim = fim.format;
    this.contextTokens = engine.contextTokens;
    this.#engine = engine;
    this.#stops = fim.stops;
    this.#stopTexts = fim.stopTexts;
    const texts = new TextTokens((text) => engine.tokenize(text), engine.byteLevel);
    this.#vocabulary = {
      begin: engine.begin,
      controls: fim.controls,
      textTokens: (text) => texts.of(text),
    };
    this.#speedometer = new Speedometer(fileBytes);
    this.#governor = new ThreadGovernor(threads);
    this.#byUse = engine.sequences;
    this.#now = now;
    this.#charactersPerToken = sample.length / Math.max(1, engine.tokenize(sample).length);
  }

  get speed(): SeenSpeed {
    return this.#speedometer.speed;
  }

  /** How many characters a token stood for in the latest prompt. */
  get charactersPerToken(): number {
    return this.#charactersPerToken;
  }

  estimateTokens(text: string): number {
    return Math.ceil(text.length / this.#charactersPerToken);
  }

  async *generate(prompt: Prompt, limits: GenerateLimits, signal: AbortSignal): AsyncGenerator<Chunk, void> {
    const leave = await this.#queue.enter(signal);
    try {
      yield* endBefore(this.#stopTexts, this.#serve(prompt, limits, signal));
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      // What the KV caches hold after a native error is unknown. Clearing may fail too; the first error counts.
      await Promise.allSettled(this.#byUse.map((sequence) => sequence.clear()));
      throw asModelError(error, 'generation-failed', restart);
    } finally {
      leave();
    }
  }

  async dispose(): Promise<void> {
    await this.#engine.dispose();
  }

  async *#serve(prompt: Prompt, limits: GenerateLimits, signal: AbortSignal): AsyncGenerator<Chunk, void> {
    const started = this.#now();
    const tokens = this.#tokenize(prompt, limits.maxTokens);
    if (tokens.length === 0) return;
    const sequence = this.#choose(tokens);
    const healed =
      limits.maxTokens > 0 && limits.heals !== false ? tokensToHeal(tokens, this.#tokenIndex) : 0;
    const kept = tokens.slice(0, tokens.length - healed);
    // The last token is read in any case: what the model writes after it is the beginning of the answer.
    const shared = await sequence.keep(kept.slice(0, -1));
    const rest = kept.slice(shared);
    const unread = limits.maxTokens > 0 ? Math.min(rest.length, readWithAnswer) : 1;
    await this.#read(sequence, rest.slice(0, -unread), signal);
    const prefill = {
      promptTokens: tokens.length,
      readTokens: rest.length + healed,
      prefillMs: this.#now() - started,
    };
    yield { text: '', tokens: 0, logProbability: 0, prefill };
    if (limits.maxTokens > 0) {
      yield* this.#write(sequence, { kept, taken: tokens.slice(kept.length), unread }, limits, signal);
    }
  }

  get #tokenIndex(): TokenIndex {
    this.#index ??= new TokenIndex(this.#engine.tokenBytes(), (id) => !this.#stops.has(id));
    return this.#index;
  }

  #tokenize(prompt: Prompt, maxTokens: number): readonly number[] {
    const room = Math.min(Math.max(1, maxTokens), Math.floor(this.contextTokens / 2));
    const limit = this.contextTokens - room;
    const tokens = tokenizePrompt(prompt, limit, this.#vocabulary);
    if (tokens.length > chunkTokens.least && tokens.length < limit) {
      const characters = prompt.reduce((sum, part) => sum + ('text' in part ? part.text.length : 0), 0);
      if (characters > 0) this.#charactersPerToken = characters / tokens.length;
    }
    return tokens;
  }

  #choose(tokens: readonly number[]): Sequence {
    const [oldest] = this.#byUse;
    if (!oldest) throw new Error('The engine has no sequence.');
    let best = oldest;
    let most = tokens.length * sharedEnough;
    for (const sequence of this.#byUse) {
      const shared = sequence.shared(tokens);
      if (shared >= most) [best, most] = [sequence, shared];
    }
    this.#byUse = [...this.#byUse.filter((sequence) => sequence !== best), best];
    return best;
  }

  async #read(sequence: Sequence, tokens: readonly number[], signal: AbortSignal): Promise<void> {
    let at = 0;
    while (at < tokens.length) {
      // Lets the message in that says "cancel".
      await nextTurn();
      signal.throwIfAborted();
      const chunk = tokens.slice(at, at + this.#chunkSize());
      const started = this.#now();
      await sequence.read(chunk);
      this.#speedometer.notePrefill(chunk.length, this.#now() - started);
      at += chunk.length;
    }
    signal.throwIfAborted();
  }

  #chunkSize(): number {
    const tokens = Math.round((this.speed.prefillTokensPerSecond * chunkMs) / 1000);
    return Math.min(chunkTokens.most, Math.max(chunkTokens.least, tokens));
  }

  async *#write(
    sequence: Sequence,
    { kept, taken, unread }: Start,
    { maxTokens, maxLines = Infinity, draft = '', rank = 0 }: GenerateLimits,
    signal: AbortSignal,
  ): AsyncGenerator<Chunk, void> {
    const index = this.#tokenIndex;
    const given = taken.map((token) => index.bytesOf(token) ?? '').join('');
    const room = Math.min(maxTokens, this.contextTokens - kept.length - given.length);
    const decode = new TokenDecoder((tokens, before) => this.#engine.detokenize(tokens, before), kept);
    const answer = new AnswerDecoder(given, index, decode);
    const judged = draft !== '' && rank === 0 && this.#draftGauge.wantsDraft();
    const guess = judged ? this.#engine.tokenize(textOf(given) + draft) : taken;
    const options = {
      prompt: kept,
      unread,
      draft: rank === 0 ? guess.slice(0, taken.length + room - 1) : [],
      rank,
      constraint: heldTo(given, index),
      onBatch: this.#batchTimer(),
    };
    let written = 0;
    for await (const { token, probability } of predictTokens(sequence, options, signal)) {
      if (this.#engine.isEnd(token) || this.#stops.has(token)) return;
      const text = answer.push(token);
      if (text === undefined) continue;
      if (!answer.isTrue) return;
      written += 1;
      yield { text, tokens: 1, logProbability: Math.min(0, Math.log(probability)) };
      if (written >= room || answer.lineBreaks >= maxLines) return;
    }
  }

  /**
   * Measures from batch to batch. A batch with a draft says nothing about the number of threads, and one that reads
   * part of the prompt nothing about decoding; of its time a draft has its share.
   */
  #batchTimer(): (batch: Batch) => void {
    let started = this.#now();
    return ({ brought, judged, before }) => {
      const now = this.#now();
      const ms = ((now - started) * judged) / (judged + before);
      started = now;
      if (judged > 1 && brought > 0) this.#draftGauge.note(brought, judged, ms);
      if (before > 0 || brought === 0) return;
      this.#speedometer.noteDecode(brought, ms);
      if (judged > 1) return;
      this.#draftGauge.note(brought, judged, ms);
      const used = this.#governor.threads;
      const threads = this.#governor.note(ms, now);
      if (threads !== used) this.#engine.setThreads(threads);
    };
  }
}

/** Where an answer begins. */
interface Start {
  /** What the KV cache has to hold. */
  readonly kept: readonly number[];
  /** The prompt's last tokens, to be written again by the model. */
  readonly taken: readonly number[];
  /** How many of `kept` the KV cache does not hold yet. */
  readonly unread: number;
}
