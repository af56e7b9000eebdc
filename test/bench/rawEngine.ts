/**
 * A process that drives node-llama-cpp with nothing around it: what the engine needs to read so many tokens and to
 * decode. The floor below the model host's figures, from the same run.
 */
import { getLlama, LlamaLogLevel, type Token } from 'node-llama-cpp';

export interface RawSetUp {
  readonly file: string;
  readonly contextTokens: number;
  readonly threads: number;
  readonly batchTokens: number;
}

/** Reads `count` tokens behind `filled` others and decodes `decode` more, the first from the last of those read. */
export interface RawTask {
  readonly filled: number;
  readonly count: number;
  readonly decode: number;
}

/** When each decoded token was there, in milliseconds after the beginning of the task. */
export interface RawTimes {
  readonly tokenMs: readonly number[];
}

const [file = '', contextTokens, threads, batchTokens] = process.argv.slice(2);
const llama = await getLlama({
  gpu: false,
  build: 'never',
  skipDownload: true,
  maxThreads: Number(threads),
  logLevel: LlamaLogLevel.error,
});
const model = await llama.loadModel({ modelPath: file, gpuLayers: 0 });
const context = await model.createContext({
  contextSize: Number(contextTokens),
  batchSize: Number(batchTokens),
  threads: Number(threads),
});
const sequence = context.getSequence();
const text = 'const remaining = order.items.filter((item) => item.weight > limit);\n'.repeat(400);
const tokens = model.tokenize(text, false).slice(0, Number(contextTokens));

process.on('message', (task: RawTask) => {
  void run(task).then((times) => process.send?.(times));
});
process.on('disconnect', () => {
  process.kill(process.pid, 'SIGKILL');
});
process.send?.({ tokenMs: [] });

async function run({ filled, count, decode }: RawTask): Promise<RawTimes> {
  await sequence.adaptStateToTokens(tokens.slice(0, filled), false);
  const missing = tokens.slice(sequence.nextTokenIndex, filled);
  if (missing.length > 0) await sequence.evaluateWithoutGeneratingNewTokens(missing);
  const started = performance.now();
  const tokenMs: number[] = [];
  let input: readonly Token[] = tokens.slice(filled, filled + count);
  for (let written = 0; written < decode; written += 1) {
    const last = input.at(-1);
    if (last === undefined) break;
    const next = { token: true, options: { temperature: 0 } };
    const outputs = await sequence.controlledEvaluate([
      ...input.slice(0, -1),
      [last, { generateNext: next }],
    ]);
    tokenMs.push(performance.now() - started);
    const token = outputs.at(-1)?.next.token;
    // Any token serves: the next one is as much work after the end as before it.
    input = [token === undefined || token === null || model.isEogToken(token) ? last : token];
  }
  return { tokenMs };
}
