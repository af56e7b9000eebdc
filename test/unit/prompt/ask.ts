import type { FimFormat, Prompt } from '../../../src/completion/ports';
import type { Anchor } from '../../../src/completion/prompt/anchor';
import type { Budget } from '../../../src/completion/prompt/budget';
import { buildPrompt, type BuiltPrompt, type PromptInput } from '../../../src/completion/prompt/buildPrompt';

export const estimateTokens = (text: string): number => Math.ceil(text.length / 4);

export const inkling: FimFormat = {
  layout: 'spm-contiguous',
  files: 'tokens',
  fileHeader: 'language-path',
  repo: false,
};
export const anchored: FimFormat = { layout: 'psm', files: 'none', fileHeader: 'path', repo: false };

export const amply: Budget = { prefix: 4000, suffix: 400, snippets: 400, completion: 64 };

/** The prompt for a drawing in which █ is the cursor. */
export function ask(
  drawing: string,
  given: Partial<PromptInput> = {},
  ...previous: readonly (Anchor | undefined)[]
): BuiltPrompt {
  const offset = drawing.indexOf('█');
  if (offset < 0) throw new Error('A drawing needs a cursor');
  return buildPrompt({
    snapshot: {
      uri: 'file:///shop.ts',
      path: 'shop.ts',
      languageId: 'typescript',
      version: 1,
      text: drawing.replace('█', ''),
    },
    offset,
    fim: inkling,
    budget: amply,
    outline: () => undefined,
    snippets: [],
    previous: previous.filter((anchor) => anchor !== undefined),
    estimateTokens,
    ...given,
  });
}

/** A prompt as a person reads it: control tokens in angle brackets. */
export function show(prompt: Prompt): string {
  return prompt.map((part) => ('control' in part ? `<${part.control}>` : part.text)).join('');
}
