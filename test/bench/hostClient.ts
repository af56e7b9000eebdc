import type { Chunk, CodeModel, GenerateLimits, Prompt } from '../../src/completion/ports';

/** One request to the model's process, as the asking side sees it. Times in milliseconds after the question. */
export interface Answered {
  readonly promptTokens: number;
  readonly readTokens: number;
  /** When each token came. */
  readonly tokenMs: readonly number[];
  /** When the stream had ended. */
  readonly endMs: number;
}

const patient = new AbortController().signal;

/** Asks and waits for the end. Throws what the model throws. */
export async function ask(
  model: Pick<CodeModel, 'generate'>,
  prompt: Prompt,
  limits: GenerateLimits,
  signal = patient,
): Promise<Answered> {
  const started = performance.now();
  const tokenMs: number[] = [];
  let first: Chunk | undefined;
  for await (const chunk of model.generate(prompt, limits, signal)) {
    first ??= chunk;
    if (chunk.tokens > 0) tokenMs.push(performance.now() - started);
  }
  const endMs = performance.now() - started;
  return {
    promptTokens: first?.prefill?.promptTokens ?? 0,
    readTokens: first?.prefill?.readTokens ?? 0,
    tokenMs,
    endMs,
  };
}

/** When the answer began to be there: its first token, or the end of an answer without any. */
export function firstTokenMs({ tokenMs, endMs }: Answered): number {
  return tokenMs[0] ?? endMs;
}
