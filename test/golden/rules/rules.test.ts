import { describe, expect, test } from 'vitest';

import { play } from './play';
import { languages, missingLanguages, readRules, textsOf, type Case } from './readCases';
import { ruleNames } from './ruleNames';

const rules = readRules();

/** How deep a level stands in each language's drawings. */
const indentUnits: Readonly<Record<string, string>> = { typescript: '  ', cpp: '  ', go: '\t' };

describe('every rule has a case in every language', () => {
  test('and every file of cases is a rule', () => {
    expect(rules.map(({ name }) => name)).toEqual(ruleNames.toSorted());
  });
  for (const rule of rules) {
    test(rule.name, () => {
      expect(rule.sentence).not.toBe('');
      expect(missingLanguages(rule), `${rule.name} has no case in these`).toEqual([]);
    });
  }
});

const written = rules.flatMap(({ cases }) => cases.map(({ languageId }) => languageId));
for (const languageId of new Set([...languages, ...written])) {
  describe(languageId, () => {
    for (const { name, cases } of rules) {
      for (const each of cases.filter((one) => one.languageId === languageId))
        test([name, each.title].filter(Boolean).join(': '), () => check(each));
    }
  });
}

async function check(each: Case): Promise<void> {
  const seen = await play(each, indentUnits[each.languageId] ?? '    ');
  for (const [index, step] of each.steps.entries()) {
    const { shown, prompt, draft } = seen[index] ?? { shown: [] };
    expect(shown).toEqual(textsOf(step, 'shown'));
    expect(textsOf(step, 'prompt').map(() => prompt)).toEqual(textsOf(step, 'prompt'));
    expect(textsOf(step, 'draft').map(() => draft)).toEqual(textsOf(step, 'draft'));
  }
}
