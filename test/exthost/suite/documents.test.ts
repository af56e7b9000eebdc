import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';

import { setup, suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';

import { typescriptDrawing } from './drawings.js';
import { accepted, closeAll, openFile, type } from './editor.js';
import { complaints } from './complaints.js';
import { diagnostics, untilReady } from './inkling.js';

const longFile = 'export const value = 1;\n'.repeat(50_000);
const longLine = `export const data = '${'abcdefgh '.repeat(116_000)}';`;

/** Each must leave the extension at work and its log silent; whether a completion comes is not the point. */
const oddDocuments: readonly (readonly [name: string, drawing: string])[] = [
  ['an empty file', '█'],
  ['a caret before the first character', '█const alpha = 1;\n'],
  ['a caret after the last character', 'const alpha = 1;\nconst beta = █'],
  ['nothing but line ends', '\n\n\n█\n\n'],
  ['surrogate pairs around the caret', "const faces = ['😀', '👩‍👩‍👧'];\nconst more = '😀█😀';\n"],
  ['control characters', 'const a = "\u0001\u001b";\nconst b = █\n'],
  ['control tokens in the text', 'const a = "<|fim_middle|><|fim_prefix|>";\nconst b = █\n'],
  ['50 000 lines, caret at the end', `${longFile}export const last = █`],
  ['50 000 lines, caret at the start', `export const first = █\n${longFile}`],
  ['a line of 1 MB, caret at its end', `${longLine}█`],
  ['a line of 1 MB, caret in it', `${longLine.slice(0, 500_000)}█${longLine.slice(500_000)}`],
];

suite('documents', () => {
  setup(untilReady);
  teardown(closeAll);

  for (const [index, [name, drawing]] of oddDocuments.entries()) {
    test(`survives ${name}`, async () => {
      const before = (await diagnostics()).requests.count;
      const heard = await complaints(async () => {
        const editor = await openFile(`odd${index}.ts`, drawing);
        await accepted(editor, 2_000);
      });
      const { requests } = await untilReady();
      assert.ok(requests.count > before, 'the document was asked about');
      assert.deepEqual(heard, []);
    });
  }

  test('keeps CRLF line ends when it inserts', async () => {
    const editor = await openFile('crlf.ts', typescriptDrawing.replaceAll('\n', '\r\n'));
    await type('const found = ');
    assert.ok(await accepted(editor));
    assert.equal(editor.document.eol, vscode.EndOfLine.CRLF);
    assert.doesNotMatch(editor.document.getText(), /[^\r]\n/);
  });

  test('survives its file being deleted while the model writes', async () => {
    const heard = await complaints(async () => {
      const editor = await openFile('deleted.ts', typescriptDrawing);
      await type('const found = ');
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      rmSync(editor.document.uri.fsPath);
      await closeAll();
    });
    assert.deepEqual(heard, []);
    assert.ok(await completesElsewhere());
  });

  test('survives a switch to another editor while the model writes', async () => {
    const heard = await complaints(async () => {
      const first = await openFile('left.ts', typescriptDrawing);
      await type('const found = ');
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      const text = first.document.getText();
      assert.ok(await completesElsewhere());
      assert.equal(first.document.getText(), text, 'nothing is written to the editor that was left');
    });
    assert.deepEqual(heard, []);
  });
});

async function completesElsewhere(): Promise<string | undefined> {
  const editor = await openFile('elsewhere.ts', typescriptDrawing);
  await type('const found = ');
  return accepted(editor);
}
