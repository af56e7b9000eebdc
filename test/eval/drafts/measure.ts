import { planContext } from '../../../src/model/fit/contextPlan';
import { inspectModelFile } from '../../../src/model/inspectModelFile';
import { openLlamaEngine, type LlamaEngine } from '../../../src/model/llamaEngine';
import { LlamaModel } from '../../../src/model/llamaModel';
import type { Question } from './questions';

const contextTokens = 4_096;
const freeMemory = 4e9;
const never = new AbortController().signal;

/** Without drafts; with a gauge that decides; with all of them. */
export const ways = ['none', 'gauge', 'always'] as const;
export type Way = (typeof ways)[number];

export interface Answered {
  readonly ms: number;
  readonly tokens: number;
  readonly batches: number;
  /** Tokens of the draft that were judged. */
  readonly judged: number;
  readonly text: string;
}

/** Answers each question in each way, one way after the other, so that a busy moment meets all of them. */
export async function measure(
  file: string,
  questions: readonly Question[],
  threads: number,
): Promise<readonly Readonly<Record<Way, Answered>>[]> {
  const facts = await inspectModelFile(file, freeMemory, 'auto');
  const own = await openLlamaEngine({
    file,
    ...planContext(facts, contextTokens, freeMemory),
    mapFile: true,
    threads,
    gpu: false,
    gpuLayers: 'auto',
    adapters: [],
    onProgress: () => undefined,
    onLog: () => undefined,
    signal: never,
  });
  const sizes: number[] = [];
  const engine = counting(own, sizes);
  const { fim, fileBytes } = facts;
  const fresh = (): LlamaModel =>
    new LlamaModel({ engine, fim, fileBytes, threads, now: () => performance.now() });
  const lasting = { none: fresh(), gauge: fresh() };
  const answers: Record<Way, Answered>[] = [];
  for (const [index, question] of questions.entries()) {
    // The prompt has been read before: a draft changes nothing about that.
    await ask(lasting.none, { ...question, limits: { maxTokens: 0 } });
    const answer = {} as Record<Way, Answered>;
    for (const turn of ways.keys()) {
      const way = ways[(turn + index) % ways.length] ?? 'none';
      // A gauge that knows nothing wants every draft.
      const model = way === 'always' ? fresh() : lasting[way];
      const { draft, ...without } = question.limits;
      const limits = way === 'none' || draft === undefined ? without : question.limits;
      // The index of tokens is made at the first answer.
      if (way === 'always') await ask(model, { ...question, limits: { maxTokens: 1 }, characters: 1 });
      sizes.length = 0;
      const started = performance.now();
      const { text, tokens } = await ask(model, { ...question, limits });
      const ms = performance.now() - started;
      const judged = sizes.reduce((sum, size) => sum + size - 1, 0);
      answer[way] = { ms, tokens, batches: sizes.length, judged, text };
    }
    answers.push(answer);
  }
  await own.dispose();
  return answers;
}

async function ask(model: LlamaModel, { prompt, limits, characters }: Question) {
  let text = '';
  let tokens = 0;
  for await (const chunk of model.generate(prompt, limits, never)) {
    text += chunk.text;
    tokens += chunk.tokens;
    if (tokens > 0 && text.length >= characters) break;
  }
  return { text, tokens };
}

function counting(engine: LlamaEngine, sizes: number[]): LlamaEngine {
  return {
    ...engine,
    sequences: engine.sequences.map((sequence) => ({
      ...sequence,
      predict: (...asked) => {
        sizes.push(asked[1].length);
        return sequence.predict(...asked);
      },
    })),
  };
}
