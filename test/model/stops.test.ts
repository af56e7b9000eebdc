import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { catalogue } from '../../src/model/catalogue/catalogue';
import { fimFamilies } from '../../src/model/fimFamilies';
import type { LlamaModel } from '../../src/model/llamaModel';
import { writeScriptedModel } from '../fakes/gguf/scriptedModel';
import type { ScriptOptions } from '../fakes/gguf/scriptedModel';
import { collect, text } from './collect';
import { loadForTest } from './loadForTest';
import { testFolder } from './testFolder';

const folder = testFolder();

interface Row {
  readonly name: string;
  /** What the file is called. */
  readonly file: string;
  readonly controls: readonly string[];
  readonly stops: readonly string[];
}

/** Every family of the catalogue with its stops, and every family that is known by its tokens with those. */
const rows: readonly Row[] = [
  ...catalogue.map(({ id, name, fim }) => {
    const tokens = Object.values(fim.tokens);
    return { name: id, file: name, controls: [...tokens, ...fim.stops], stops: [...tokens, ...fim.stops] };
  }),
  ...fimFamilies.map(({ id, tokens }) => {
    const texts = Object.values(tokens);
    return { name: `format ${id}`, file: id, controls: texts, stops: texts };
  }),
];

/** A model that writes ` code`, then a stop, then ` leaked`: another digit at the prompt's end, another stop. */
async function load(
  name: string,
  stops: readonly string[],
  options: Omit<ScriptOptions, 'steps'>,
): Promise<LlamaModel> {
  const file = path.join(folder, `${name.replaceAll(/\W+/g, '-')}-${options.controlsAre ?? 'control'}.gguf`);
  const cue = (index: number) => String.fromCharCode('A'.charCodeAt(0) + index);
  writeScriptedModel(file, {
    ...options,
    steps: stops.flatMap((stop, index) => [
      [cue(index), ` code${index}`],
      [` code${index}`, stop],
      [stop, ` leaked${index}`],
    ]),
  });
  return (await loadForTest(file)).model;
}

describe('no stop of a family is ever text, nor is what a model writes behind it', () => {
  for (const { name, file, controls, stops } of rows) {
    // The engine writes a user-defined token out, so only the family's own list can stop it.
    test(name, async () => {
      const own = [...new Set(stops)];
      const model = await load(`${file} ${name}`, own, { controls, controlsAre: 'user-defined' });
      for (const [index, stop] of own.entries()) {
        const cue = String.fromCharCode('A'.charCodeAt(0) + index);
        const answer = await collect(model, [text(cue)], { maxTokens: 20 });
        expect(answer.text, stop).toBe(` code${index}`);
      }
    });
  }
});

test('a control token that no list knows ends the answer as well', async () => {
  const model = await load('unheard-of', ['<|unheard_of|>'], { controls: ['<|unheard_of|>'] });
  expect((await collect(model, [text('A')], { maxTokens: 20 })).text).toBe(' code0');
});
