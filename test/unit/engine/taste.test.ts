import { afterEach, describe, expect, test } from 'vitest';

import { expectNoUnhandledRejections } from '../generation/stage';
import { Stage } from './stage';

expectNoUnhandledRejections();

let stage: Stage;

afterEach(() => stage.engine.dispose());

/** Somebody who has typed over what they were shown in TypeScript, ever since. */
async function rejecting(): Promise<void> {
  stage = new Stage('alpha();\n');
  for (let event = 0; event < 40; event += 1) {
    const completion = await stage.complete(`name${event} = █`);
    if (completion?.features) stage.taste.learn(completion.features, false);
  }
  stage.decisions.length = 0;
}

describe('who rejects everything', () => {
  test('is shown little, and told why', async () => {
    await rejecting();
    for (let line = 0; line < 16; line += 1) await stage.complete(`${'\n'.repeat(line)}other = █`);
    const reasons = stage.reasons();
    expect(reasons.filter((reason) => reason === 'unwanted').length).toBe(14);
    expect(reasons.filter((reason) => reason === 'model').length).toBe(2);
  });

  test('gets what they ask for by hand', async () => {
    await rejecting();
    for (let line = 0; line < 4; line += 1) {
      const completion = await stage.complete(`other${line} = █`, { request: { trigger: 'manual' } });
      expect(completion?.text).toBe('alpha();');
    }
  });

  test('sees it all with the setting off', async () => {
    await rejecting();
    for (let line = 0; line < 4; line += 1) {
      const completion = await stage.complete(`other${line} = █`, { settings: { learn: false } });
      expect(completion?.text).toBe('alpha();');
      expect(completion?.features).toBeUndefined();
    }
  });

  test('sees other languages as before', async () => {
    await rejecting();
    stage.write('beta()\n');
    const snapshot = { uri: 'file:///other.py', languageId: 'python' };
    for (let line = 0; line < 30; line += 1) {
      const completion = await stage.complete(`seen${line} = █`, { snapshot });
      if (completion?.features) stage.taste.learn(completion.features, true);
    }
    expect((await stage.complete('last = █', { snapshot }))?.text).toBe('beta()');
  });
});

test('the rest of a completion is learned from as the whole', async () => {
  stage = new Stage('alpha(beta);\n');
  const whole = await stage.complete('x = █');
  const rest = await stage.complete('x = al█');
  expect(rest?.source).toBe('cache');
  expect(rest?.features).toEqual(whole?.features);
  expect(Object.keys(whole?.features ?? {})).toContain('line in: typescript');
});
