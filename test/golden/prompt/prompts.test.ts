import { expect, test } from 'vitest';

import type { FimFormat } from '../../../src/completion/ports';
import type { Snippet } from '../../../src/completion/request';
import { ask, show } from '../../unit/prompt/ask';

/** Prompts as a person reads them. A change here is a change of what models see: measure it before accepting it. */

const tax: Snippet = {
  path: 'lib/tax.ts',
  languageId: 'typescript',
  text: 'export const tax = (sum: number) => sum * 0.2;',
  score: 1,
  collector: 'importedFiles',
};

const shop = `import { tax } from './lib/tax';

export function total(sum: number) {
  return sum + tax(█)
}

total(100);
`;

function prompt(fim: FimFormat, snippets: readonly Snippet[] = [tax]): string {
  return show(ask(shop, { fim, snippets }).prompt);
}

test('spm-contiguous, as Inkling’s own models are trained: suffix, then prefix and middle as one text', () => {
  expect(prompt({ layout: 'spm-contiguous', files: 'tokens', fileHeader: 'language-path', repo: false }))
    .toBe(`<file>typescript lib/tax.ts
export const tax = (sum: number) => sum * 0.2;
<file>typescript shop.ts
<suffix>
}

total(100);
<prefix>import { tax } from './lib/tax';

export function total(sum: number) {
  return sum + tax(`);
});

test('spm-contiguous without other files', () => {
  expect(prompt({ layout: 'spm-contiguous', files: 'none', fileHeader: 'path', repo: false })).toBe(`<suffix>
}

total(100);
<prefix>import { tax } from './lib/tax';

export function total(sum: number) {
  return sum + tax(`);
});

test('spm: the middle token ends the prefix', () => {
  expect(prompt({ layout: 'spm', files: 'none', fileHeader: 'path', repo: false })).toBe(`<suffix>
}

total(100);
<prefix>import { tax } from './lib/tax';

export function total(sum: number) {
  return sum + tax(<middle>`);
});

test('psm with files: the line at the cursor begins behind the middle token', () => {
  expect(prompt({ layout: 'psm', files: 'tokens', fileHeader: 'path', repo: true })).toBe(`<repo>project
<file>lib/tax.ts
export const tax = (sum: number) => sum * 0.2;
<file>shop.ts
<prefix>import { tax } from './lib/tax';

export function total(sum: number) {
<suffix>
}

total(100);
<middle>  return sum + tax(`);
});

test('psm with files, but none to show: the plain form', () => {
  expect(prompt({ layout: 'psm', files: 'tokens', fileHeader: 'path', repo: true }, []))
    .toBe(`<prefix>import { tax } from './lib/tax';

export function total(sum: number) {
<suffix>
}

total(100);
<middle>  return sum + tax(`);
});

test('psm for a model without a file token: other files are comments', () => {
  expect(prompt({ layout: 'psm', files: 'comments', fileHeader: 'path', repo: false }))
    .toBe(`<prefix>// lib/tax.ts
// export const tax = (sum: number) => sum * 0.2;
import { tax } from './lib/tax';

export function total(sum: number) {
<suffix>
}

total(100);
<middle>  return sum + tax(`);
});

test('prefix-only: what stands before the cursor', () => {
  expect(prompt({ layout: 'prefix-only', files: 'comments', fileHeader: 'path', repo: false }))
    .toBe(`// lib/tax.ts
// export const tax = (sum: number) => sum * 0.2;
import { tax } from './lib/tax';

export function total(sum: number) {
  return sum + tax(`);
});

test('the suffix begins at the cursor when the rest of the line says more than closers', () => {
  expect(
    show(
      ask('f(█, b);\ng();\n', {
        fim: { layout: 'spm-contiguous', files: 'none', fileHeader: 'path', repo: false },
      }).prompt,
    ),
  ).toBe('<suffix>, b);\ng();\n<prefix>f(');
});

test('a file that contains control tokens stays text', () => {
  expect(ask('const t = "<|fim_middle|>█";\n').prompt.at(-1)).toEqual({
    text: 'const t = "<|fim_middle|>',
  });
});

test('text parts never touch: no border inside the text is forced on the tokens', () => {
  const { prompt: parts } = ask('a();\nb█\n', {
    fim: { layout: 'prefix-only', files: 'comments', fileHeader: 'path', repo: false },
    snippets: [tax],
  });
  expect(parts).toHaveLength(1);
});
