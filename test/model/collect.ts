import type { Chunk, CodeModel, GenerateLimits, Prefill, Prompt } from '../../src/completion/ports';

/** Tokens that a prompt costs which the KV cache holds: its last one, and those that healing takes back. */
export const warm = 4;

export interface Answer {
  readonly text: string;
  readonly chunks: readonly Chunk[];
  readonly tokens: number;
  readonly prefill: Prefill;
}

/** Runs a request to its end. */
export async function collect(
  model: Pick<CodeModel, 'generate'>,
  prompt: Prompt,
  limits: GenerateLimits,
  signal = new AbortController().signal,
): Promise<Answer> {
  const chunks: Chunk[] = [];
  for await (const chunk of model.generate(prompt, limits, signal)) chunks.push(chunk);
  const prefill = chunks[0]?.prefill;
  if (!prefill) throw new Error('The first chunk has no report.');
  const text = chunks.map((chunk) => chunk.text).join('');
  return { text, chunks, tokens: chunks.reduce((sum, chunk) => sum + chunk.tokens, 0), prefill };
}

export const text = (content: string): { readonly text: string } => ({ text: content });
export const prefix = { control: 'prefix' } as const;
export const suffix = { control: 'suffix' } as const;
export const middle = { control: 'middle' } as const;
