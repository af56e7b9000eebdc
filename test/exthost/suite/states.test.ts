import assert from 'node:assert/strict';

import { setup, suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';

import { typescriptDrawing } from './drawings.js';
import { accepted, closeAll, openFile, type } from './editor.js';
import { set, untilReady, untilState } from './inkling.js';

/** Long enough for ghost text that should not be there to show itself. */
const nothingWithinMs = 1_500;

suite('states', () => {
  setup(untilReady);
  teardown(async () => {
    await vscode.commands.executeCommand('inkling.resume');
    for (const name of ['enabled', 'disabledLanguages']) await set(name, undefined);
    await closeAll();
  });

  test('paused, it offers nothing; resumed, it does', async () => {
    const editor = await openFile('paused.ts', typescriptDrawing);
    await vscode.commands.executeCommand('inkling.pause');
    await untilState('paused');
    await type('const found = ');
    assert.equal(await accepted(editor, nothingWithinMs), undefined);
    await vscode.commands.executeCommand('inkling.resume');
    await untilReady();
    assert.ok(await accepted(editor));
  });

  test('toggling twice is back where it was', async () => {
    await vscode.commands.executeCommand('inkling.toggle');
    await untilState('paused');
    await vscode.commands.executeCommand('inkling.toggle');
    await untilReady();
  });

  test('a changed setting counts at once, without a reload', async () => {
    const editor = await openFile('setting.ts', typescriptDrawing);
    await type('const found = ');
    await set('enabled', false);
    await untilState('disabled');
    assert.equal(await accepted(editor, nothingWithinMs), undefined);
    await set('enabled', true);
    await untilReady();
    assert.ok(await accepted(editor));
  });

  test('a language switched off stays silent until it is switched on', async () => {
    const editor = await openFile('language.ts', typescriptDrawing);
    await type('const found = ');
    await vscode.commands.executeCommand('inkling.toggleLanguage');
    await untilState('off');
    assert.equal(await accepted(editor, nothingWithinMs), undefined);
    await vscode.commands.executeCommand('inkling.toggleLanguage');
    await untilReady();
    assert.ok(await accepted(editor));
  });
});
