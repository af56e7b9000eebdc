import assert from 'node:assert/strict';

import { setup, suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';

import { accepted, closeAll, openFile, openUntitled, type } from './editor.js';
import { eventually } from './eventually.js';
import { pythonDrawing, typescriptDrawing } from './drawings.js';
import { diagnostics, untilReady } from './inkling.js';

suite('ghost text', () => {
  setup(untilReady);
  teardown(closeAll);

  test('comes for typed TypeScript, and can be accepted', async () => {
    const editor = await openFile('typed.ts', typescriptDrawing);
    await type('const found = ');
    const text = await accepted(editor);
    console.log(`note TypeScript: const found = ├${String(text)}┤`);
    assert.ok(text);
  });

  test('comes for typed Python, and can be accepted', async () => {
    const editor = await openFile('typed.py', pythonDrawing);
    await type('found = ');
    const text = await accepted(editor);
    console.log(`note Python: found = ├${String(text)}┤`);
    assert.ok(text);
  });

  test('comes in a document that has never been saved', async () => {
    const editor = await openUntitled('typescript', typescriptDrawing);
    await type('const found = ');
    assert.ok(await accepted(editor));
  });

  test('typing alone asks for it', async () => {
    await openFile('automatic.ts', typescriptDrawing);
    const before = (await diagnostics()).requests.count;
    await type('const found = ');
    await eventually(
      'a keystroke has made a request',
      async () => (await diagnostics()).requests.count > before,
    );
  });

  test('by hand offers alternatives to leaf through', async () => {
    const found = new Set<string>();
    await eventually(
      () => `a second completion beside ${[...found].join()}`,
      async () => {
        // Anew each time: what was accepted before is nothing to learn from.
        const editor = await openFile('alternatives.ts', typescriptDrawing);
        await type('const found = ');
        await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
        // Asks by hand as well, and leafs on when the answer is there.
        for (let page = 0; page < found.size; page += 1)
          await vscode.commands.executeCommand('editor.action.inlineSuggest.showNext');
        const text = await accepted(editor);
        if (text !== undefined) found.add(text);
        await closeAll();
        return found.size > 1;
      },
      60_000,
    );
    console.log(`note alternatives: ${[...found].map((text) => `├${text}┤`).join(' ')}`);
  });

  test('accepting the next word takes less than the whole', async () => {
    const editor = await openFile('word.ts', typescriptDrawing);
    await type('const found = ');
    const before = editor.document.getText();
    await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
    await eventually('a word has been accepted', async () => {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.acceptNextWord');
      return editor.document.getText() !== before;
    });
    const word = editor.document.getText().length - before.length;
    const rest = await accepted(editor);
    assert.ok(word > 0 && rest, 'the rest of the completion is still there');
  });
});
