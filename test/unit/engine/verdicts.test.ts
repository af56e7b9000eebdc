import { describe, expect, test } from 'vitest';

import { openDocument, Stage } from './stage';

const learned = 'const total = sumOf(order.lines, discount);\n'.repeat(3);
const drawing = 'open(order);\nconst total = █\n';
const place = {
  uri: 'file:///sample.ts',
  before: 'open(order);',
  line: 'const total = sumOf(order.lines, discount);',
};

function stageWith(text: string): Stage {
  const stage = new Stage('');
  stage.openDocuments = [openDocument('other.ts', text)];
  return stage;
}

describe('what becomes of a shown text', () => {
  test('rejected: it is not shown again at its place, neither from the memory nor from the cache', async () => {
    const stage = stageWith(learned);
    expect((await stage.complete(drawing))?.text).toBe('sumOf(order.lines, discount);');
    expect((await stage.complete(drawing))?.source).toBe('cache');
    stage.engine.noteVerdict('rejected', place);
    expect(await stage.complete(drawing)).toBeUndefined();
    expect((await stage.complete(`close(order);\n${drawing.slice('open(order);\n'.length)}`))?.text).toBe(
      'sumOf(order.lines, discount);',
    );
  });

  test('rejected: who asks by hand sees it', async () => {
    const stage = stageWith(learned);
    stage.engine.noteVerdict('rejected', place);
    const asked = await stage.complete(drawing, { request: { trigger: 'manual' } });
    expect(asked?.text).toBe('sumOf(order.lines, discount);');
  });

  test('accepted: it counts at once, here and in the next file', async () => {
    const stage = stageWith('nothing();\n');
    const accepted = 'const total = sumOf(order.lines, discount);\n';
    const here = await stage.complete(`${accepted}open(order);\nconst total = █\n`);
    expect(here?.text).toBe('sumOf(order.lines, discount);');
    stage.openDocuments = [openDocument('sample.ts', accepted)];
    const there = await stage.complete('const total = █\n', {
      snapshot: { uri: 'file:///next.ts', path: 'next.ts' },
    });
    expect(there?.text).toBe('sumOf(order.lines, discount);');
  });
});
