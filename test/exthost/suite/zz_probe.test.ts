import assert from 'node:assert/strict';
import { suite, test } from 'mocha';
import * as vscode from 'vscode';

suite('probe', () => {
  test('host', function () {
    console.log(vscode.version, process.execPath);
    assert.ok(vscode.workspace.workspaceFolders?.length === 1);
    Object.assign(this.test!.ctx!, { notes: { version: vscode.version } });
  });
  test('fails', () => assert.equal(1, 2));
});
