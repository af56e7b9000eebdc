import type { CodeModel } from '../../src/completion/ports';
import { settings, snapshotOf } from './benchParts';
import type { Figure } from './figure';
import { generatedFile, unfinishedCode } from './generatedFile';
import { ask } from './hostClient';

/** A prompt as long as the context window holds: the prefill that takes longest. */
const promptCharacters = 12_000;

/** From the abort until the model is idle: until it has answered an empty question that was asked right behind. */
export async function abortBench(
  model: CodeModel,
  rounds: number,
  group = 'abort',
): Promise<readonly Figure[]> {
  const [reading, writing]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const { text } = snapshotOf(generatedFile(600, 2_000 + round));
    const long = [
      { control: 'suffix' },
      { control: 'prefix' },
      { text: text.slice(0, promptCharacters) },
    ] as const;
    const whileReading = new AbortController();
    // At another moment of the prefill each time; without a chance, so that runs compare.
    setTimeout(
      () => {
        whileReading.abort();
      },
      20 + ((round * 37) % 150),
    );
    reading.push(
      await idleAfter(model, ask(model, long, { maxTokens: 4 }, whileReading.signal), whileReading),
    );
    const whileWriting = new AbortController();
    const code = unfinishedCode(generatedFile(100, 3_000 + round), 900);
    const short = [{ control: 'suffix' }, { control: 'prefix' }, { text: code }] as const;
    const stream = writeUntil(model, short, 1 + (round % 4), whileWriting);
    const idleMs = await idleAfter(model, stream, whileWriting);
    // An answer that ended before its abort says nothing.
    if (whileWriting.signal.aborted) writing.push(idleMs);
  }
  const { prefillTokensPerSecond, decodeTokensPerSecond } = model.speed;
  return [
    {
      name: `${group}/while reading the prompt`,
      unit: 'ms',
      samples: reading,
      note: `at ${prefillTokensPerSecond.toFixed(0)} tokens a second; chunks are cut to take 150 ms`,
    },
    {
      name: `${group}/while writing`,
      unit: 'ms',
      samples: writing,
      floor: { what: 'one token', value: 1000 / decodeTokensPerSecond },
      note: `answers of up to ${settings.maxTokens} tokens`,
    },
  ];
}

async function idleAfter(
  model: CodeModel,
  stream: Promise<unknown>,
  { signal }: AbortController,
): Promise<number> {
  await stream.catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  const aborted = performance.now();
  await ask(model, [], { maxTokens: 0 });
  return performance.now() - aborted;
}

async function writeUntil(
  model: CodeModel,
  prompt: Parameters<CodeModel['generate']>[0],
  tokens: number,
  controller: AbortController,
): Promise<void> {
  let written = 0;
  for await (const chunk of model.generate(prompt, { maxTokens: settings.maxTokens }, controller.signal)) {
    written += chunk.tokens;
    if (written >= tokens) controller.abort();
  }
}
