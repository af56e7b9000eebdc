import { expect, test } from 'vitest';

import type { PromptInput } from '../../../src/completion/prompt/buildPrompt';
import { anchored, ask, inkling, show } from './ask';

const file = `const password = 'swordfish';
login(password, █);
const token = 'a1b2c3d4e5';
`;
const neighbour = {
  path: 'other.ts',
  languageId: 'typescript',
  text: "connect({ password: 'neighbour' });\n",
  score: 1,
  collector: 'test',
};

test.each([
  ['a contiguous prompt', inkling],
  ['an anchored one', { ...anchored, files: 'comments' }],
] satisfies [string, PromptInput['fim']][])('%s holds no secret, whichever file it comes from', (_, fim) => {
  const shown = show(ask(file, { fim, snippets: [neighbour] }).prompt);
  expect(shown).toContain("const password = '***';");
  expect(shown).toContain("const token = '***';");
  expect(shown).toContain("connect({ password: '***' });");
  expect(shown).not.toMatch(/swordfish|a1b2c3d4e5|neighbour'/);
});

test('the line that is being typed is read as it stands', () => {
  expect(show(ask("const password = 'swordfish'█").prompt)).toContain("const password = 'swordfish'");
});
