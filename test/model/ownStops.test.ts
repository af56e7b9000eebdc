import path from 'node:path';

import { beforeAll, expect, test } from 'vitest';

import type { OwnStops } from '../../src/model/catalogue/ownStops';
import { writeScriptedModel } from '../fakes/gguf/scriptedModel';
import { collect, prefix, suffix, text } from './collect';
import type { Answer } from './collect';
import { bundledHost, lifecycleForTest, settings } from './hostForTest';
import { realModel } from './realModel';
import { testFolder } from './testFolder';

const folder = testFolder();
const never = new AbortController().signal;
let host = '';

beforeAll(async () => {
  host = await bundledHost();
});

/** What a model's process answers when the user has set these stops for a family that lists the file. */
async function answer(
  file: string,
  stops: readonly string[],
  prompt: string,
  maxTokens = 40,
): Promise<Answer> {
  const ownStops: readonly OwnStops[] = [{ family: 'mine', files: [path.basename(file)], stops }];
  const lifecycle = lifecycleForTest(() => host, { settings: { ...settings, ownStops } });
  await lifecycle.use(file);
  const model = await lifecycle.acquire(never);
  const answered = await collect(model, [suffix, text('\n'), prefix, text(prompt)], { maxTokens });
  await lifecycle.dispose();
  return answered;
}

test('the user’s own stop ends what the bundled model writes, before it and before the next token', async () => {
  const file = await realModel(folder);
  const prompt = 'for (let i = 0; i < 10; i++) {\n  console.log(i);\n}\nfor (let j = 0;';
  const usual = await answer(file, [], prompt);
  expect(usual.text.length).toBeGreaterThan(4);
  // Part of what it surely writes, wherever its tokens end.
  const stop = usual.text.slice(2, 4);
  const cut = await answer(file, [stop], prompt);
  expect(cut.text).toBe(usual.text.slice(0, usual.text.indexOf(stop)));
  expect(cut.tokens).toBeLessThan(usual.tokens);
});

test('a control token that only the user’s family names', async () => {
  const file = path.join(folder, 'own.gguf');
  const steps = [
    ['=', ' one'],
    [' one', '<|my_end|>'],
    ['<|my_end|>', ' leaked'],
  ] as const;
  const controls = ['<|fim_prefix|>', '<|fim_suffix|>', '<|my_end|>'];
  writeScriptedModel(file, { steps, controls, controlsAre: 'user-defined' });
  expect((await answer(file, ['<|my_end|>'], 'x =')).text).toBe(' one');
});
