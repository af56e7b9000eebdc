import assert from 'node:assert/strict';

import { setup, suite, teardown, test } from 'mocha';

import { accepted, closeAll, openNotebook, type } from './editor.js';
import { untilReady } from './inkling.js';

/** Twice the same, so that the project memory is sure; nowhere else. */
const cell = `# Whoever it is
name = ask_for_name()
answer = registry.lookup_everything(name, fallback=None)
`;

suite('notebooks', () => {
  setup(untilReady);
  teardown(closeAll);

  test('a cell goes on with what the cells above say', async () => {
    const editor = await openNotebook('python', [cell, cell, '# Whoever it is\nname = ask_for_name()\n█']);
    await type('answer = reg');
    assert.equal(await accepted(editor, 60_000), 'istry.lookup_everything(name, fallback=None)');
    assert.equal(editor.document.lineCount, 3, 'only this cell has changed');
  });
});
