import { getLlama, LlamaLogLevel, LlamaVocabularyType, TokenBias } from 'node-llama-cpp';
import type {
  ControlledEvaluateInputItem,
  Llama,
  LlamaContextSequence,
  LlamaModel,
  Token,
} from 'node-llama-cpp';

import type { Adapter } from './adapters/adapter';
import type { Gpu } from './fit/machine';
import { engineBindings } from './gpu/enginePackages';
import type { GpuBackend } from './gpu/gpuBackend';
import type { Placement } from './gpu/placement';
import { tokenBytes } from './tokenBytes';

/** The calls that the model makes of llama.cpp: a context with a few sequences, each with its own KV cache. */
export interface LlamaEngine {
  /** What one sequence holds, in tokens. */
  readonly contextTokens: number;
  /** Set when each text must begin with it. */
  readonly begin: number | undefined;
  /** Whether tokens are made of bytes, so that texts split before words can be tokenised apart. */
  readonly byteLevel: boolean;
  readonly sequences: readonly Sequence[];
  readonly placement: Placement;
  /** User text only: what looks like a control token stays text. */
  tokenize(text: string): readonly number[];
  /** `before` are the tokens that the text follows; some vocabularies write a blank by them. */
  detokenize(tokens: readonly number[], before: readonly number[]): string;
  /** What each token of the vocabulary stands for, one character a byte; empty when the vocabulary is of another kind. */
  tokenBytes(): readonly (string | undefined)[];
  isEnd(token: number): boolean;
  /** Takes effect with the next batch. Between 1 and the number that the engine was opened with. */
  setThreads(threads: number): void;
  dispose(): Promise<void>;
}

export interface Sequence {
  /** How many tokens at the start of `tokens` the KV cache already holds. */
  shared(tokens: readonly number[]): number;
  /** Cuts the KV cache back to what it shares with `tokens`; returns how many those are. */
  keep(tokens: readonly number[]): Promise<number>;
  /** Appends to the KV cache. One native call a batch: it can't be interrupted. */
  read(tokens: readonly number[]): Promise<void>;
  /**
   * Appends both to the KV cache in one batch; tells, for each of `tokens`, what the model would write after it: the
   * likeliest token, or the likeliest of those that `allowed` names at the same place.
   */
  predict(
    before: readonly number[],
    tokens: readonly number[],
    allowed: readonly (readonly number[] | undefined)[],
  ): Promise<readonly Prediction[]>;
  clear(): Promise<void>;
}

export interface Prediction {
  readonly token: number;
  /** Among the 16 likeliest tokens only: a little too high where the model is undecided. */
  readonly probability: number;
  /** The 16 likeliest, likeliest first, itself included: what is not allowed stands last. Made when it is asked for. */
  ranking(): readonly Ranked[];
}

export interface Ranked {
  readonly token: number;
  readonly probability: number;
}

export interface EngineOptions {
  readonly file: string;
  readonly contextTokens: number;
  readonly threads: number;
  readonly sequences: number;
  readonly batchTokens: number;
  /** Weights that stay in the file are shared by all windows, and the system may drop and read them again. */
  readonly mapFile: boolean;
  /** False is the processor alone. */
  readonly gpu: GpuBackend | false;
  readonly gpuLayers: 'auto' | number;
  readonly adapters: readonly Adapter[];
  readonly onProgress: (fraction: number) => void;
  /** Lines that llama.cpp writes, warnings and errors only. */
  readonly onLog: (line: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Greedy decoding with probabilities. Temperature 0 with `confidence` would sort the whole vocabulary for each token;
 * the sixteen likeliest cost less than a millisecond and hold the same first token.
 */
const sampling = { temperature: 1, topK: 16, topP: 1, minP: 0 };
/** Above every difference between two tokens' logits; small enough that a 32-bit number still tells them apart. */
const allowedLogit = 256;

/** Loads a model with node-llama-cpp. Throws what node-llama-cpp throws; the caller knows the file and words the error. */
export async function openLlamaEngine(options: EngineOptions): Promise<LlamaEngine> {
  const llama = await getLlama({
    gpu: engineBindings(options.gpu, process.platform, process.arch),
    build: 'never',
    skipDownload: true,
    maxThreads: options.threads,
    logLevel: LlamaLogLevel.warn,
    logger: (_level, line) => {
      options.onLog(line);
    },
  });
  try {
    const model = await llama.loadModel({
      modelPath: options.file,
      gpuLayers: options.gpu === false ? 0 : wantedLayers(options),
      useMmap: options.mapFile,
      // A sliding window that forgets would make every keystroke read the whole prompt again.
      defaultContextSwaFullCache: true,
      onLoadProgress: options.onProgress,
      loadSignal: options.signal,
    });
    const context = await model.createContext({
      contextSize: options.contextTokens,
      batchSize: options.batchTokens,
      sequences: options.sequences,
      threads: options.threads,
      ...(options.adapters.length > 0 && {
        lora: { adapters: options.adapters.map(({ file, scale }) => ({ filePath: file, scale })) },
      }),
      createSignal: options.signal,
    });
    const byteLevel = model.vocabularyType === LlamaVocabularyType.bpe;
    const sequences = Array.from({ length: options.sequences }, () => wrap(context.getSequence(), model));
    return {
      contextTokens: context.contextSize,
      begin: model.tokens.shouldPrependBosToken ? (model.tokens.bos ?? undefined) : undefined,
      byteLevel,
      sequences,
      placement: await placementOf(options, llama, model),
      tokenize: (text) => model.tokenize(text, false, byteLevel ? undefined : 'trimLeadingSpace'),
      detokenize: (tokens, before) =>
        model.detokenize(asTokens(tokens), false, byteLevel ? [] : asTokens(before)),
      tokenBytes: () => vocabulary(model),
      // Whatever a model means by a control token, its code has ended there.
      isEnd: (token) =>
        asTokens([token]).every((each) => model.isEogToken(each) || model.getTokenAttributes(each).control),
      setThreads: (threads) => {
        llama.maxThreads = threads;
      },
      dispose: () => llama.dispose(),
    };
  } catch (error) {
    await llama.dispose();
    throw error;
  }
}

/**
 * The card that the engine drives with a back-end; undefined when it finds none. Only for a process that is thrown away:
 * a driver may crash it or never answer. Throws what node-llama-cpp throws.
 */
export async function findDevice(backend: GpuBackend): Promise<Gpu | undefined> {
  const llama = await getLlama({
    gpu: backend,
    build: 'never',
    skipDownload: true,
    logLevel: LlamaLogLevel.error,
  });
  const [name] = await llama.getGpuDeviceNames();
  if (llama.gpu !== backend || name === undefined) return undefined;
  const { total, free } = await llama.getVramState();
  return { name, backend, totalBytes: total, freeBytes: free };
}

/** As many as fit beside the context's own memory, or what the user says. */
function wantedLayers({ gpuLayers, contextTokens }: EngineOptions) {
  return gpuLayers === 'auto' ? { fitContext: { contextSize: contextTokens } } : gpuLayers;
}

async function placementOf(
  { gpu }: EngineOptions,
  llama: Llama,
  { gpuLayers, fileInsights }: LlamaModel,
): Promise<Placement> {
  const layers = fileInsights.totalLayers;
  if (gpu === false || llama.gpu === false)
    return { backend: 'cpu', device: undefined, gpuLayers: 0, layers };
  const [device] = await llama.getGpuDeviceNames();
  return { backend: llama.gpu, device, gpuLayers: Math.min(gpuLayers, layers), layers };
}

function vocabulary(model: LlamaModel): readonly (string | undefined)[] {
  const spelling = spellings.get(model.vocabularyType);
  const { tokens, token_type: types } = model.fileInfo.metadata.tokenizer.ggml;
  return spelling === undefined ? [] : tokenBytes(tokens, spelling, types);
}

const spellings: ReadonlyMap<LlamaVocabularyType, 'byte-level' | 'words'> = new Map([
  [LlamaVocabularyType.bpe, 'byte-level'],
  [LlamaVocabularyType.spm, 'words'],
]);

function wrap(sequence: LlamaContextSequence, model: LlamaModel): Sequence {
  const biases = new WeakMap<readonly number[], TokenBias>();
  const biasFor = (allowed: readonly number[]): TokenBias => {
    const bias = biases.get(allowed) ?? TokenBias.for(model).set(asTokens(allowed), { logit: allowedLogit });
    biases.set(allowed, bias);
    return bias;
  };
  const keep = async (tokens: readonly number[]): Promise<number> => {
    await sequence.adaptStateToTokens(asTokens(tokens), false);
    return sequence.nextTokenIndex;
  };
  return {
    shared: (tokens) => sequence.compareContextTokens(asTokens(tokens)).firstDifferentIndex,
    keep,
    read: (tokens) => sequence.evaluateWithoutGeneratingNewTokens(asTokens(tokens)),
    predict: async (before, tokens, allowed) => {
      const input = asTokens(tokens).map((token, index): ControlledEvaluateInputItem => {
        const only = allowed[index];
        const options = only ? { ...sampling, tokenBias: biasFor(only) } : sampling;
        return [token, { generateNext: { probabilities: true, options } }];
      });
      const outputs = await sequence.controlledEvaluate([...asTokens(before), ...input]);
      return tokens.map((_, index) => {
        const probabilities = outputs[before.length + index]?.next.probabilities;
        const likeliest = probabilities?.entries().next();
        if (probabilities === undefined || likeliest === undefined || likeliest.done === true) {
          throw new Error(`${model.filename ?? 'The model'} gave no prediction.`);
        }
        const [token, probability] = likeliest.value;
        const ranking = (): readonly Ranked[] =>
          Array.from(probabilities, ([each, chance]) => ({ token: each, probability: chance }));
        return { token, probability, ranking };
      });
    },
    clear: () => sequence.clearHistory(),
  };
}

/** node-llama-cpp brands its token ids; ours come from it or from the same vocabulary. */
function asTokens(ids: readonly number[]): Token[] {
  return ids.filter(isToken);
}

function isToken(id: number): id is Token {
  return Number.isInteger(id) && id >= 0;
}
