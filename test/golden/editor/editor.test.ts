import { beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));

import { world } from '../../fakes/vscode';
import { Stage } from '../../unit/engine/stage';
import { show } from '../../unit/prompt/ask';
import { expectKnown } from '../rules/optionsOf';
import { missingLanguages, readRules, textsOf, type Case } from '../rules/readCases';
import { scriptOf } from '../rules/scripts';
import { askEditor } from './askEditor';

beforeEach(() => {
  world.reset();
});

describe.each(readRules(new URL('cases', import.meta.url)))('$name', (rule) => {
  test('has a case in every language', () => {
    expect(rule.sentence).not.toBe('');
    expect(missingLanguages(rule)).toEqual([]);
  });
  test.each(rule.cases)('$languageId $title', check);
});

/** Through the shell as well: from the editor's question to the item that it shows. */
async function check(each: Case): Promise<void> {
  const [step] = each.steps;
  expectKnown(each.options, ['path', 'uri', 'selected']);
  const stage = new Stage(scriptOf(step));
  Object.assign(stage.model, { fim: { ...stage.model.fim, files: 'tokens', fileHeader: 'every-path' } });
  try {
    expect([await askEditor(stage, each)]).toEqual(textsOf(step, 'shown'));
    const [asked] = stage.model.calls;
    const prompts = textsOf(step, 'prompt');
    if (prompts.length > 0) expect([asked ? `${show(asked.prompt)}█\n` : '\n']).toEqual(prompts);
  } finally {
    await stage.engine.dispose();
  }
}
