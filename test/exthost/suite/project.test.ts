import assert from 'node:assert/strict';

import { suite, test } from 'mocha';
import * as vscode from 'vscode';

import { eventually } from './eventually.js';
import { diagnostics, set } from './inkling.js';

const known = async (): Promise<number | false> => {
  const { project } = await diagnostics();
  return project.kind === 'ready' && project.files;
};

/** Files of the suites before this one may still be on their way out of the index. */
const stillForMs = 3_000;

async function settled(): Promise<number> {
  let [last, since] = [-1, Date.now()];
  return eventually('the number of files stands still', async () => {
    const now = await known();
    if (now !== last) [last, since] = [now === false ? -1 : now, Date.now()];
    return now !== false && Date.now() - since >= stillForMs && now;
  });
}

suite('project index', () => {
  test('learns the workspace in its thread', async () => {
    const files = await eventually('the project is known', known);
    console.log(`note project ${files} files`);
  });

  test('notices a file that comes and one that goes', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const before = await settled();
    const uri = vscode.Uri.joinPath(folder.uri, 'learned.ts');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('export const learned = 1;\n'));
    await eventually('the new file is known', async () => (await known()) === before + 1);
    await vscode.workspace.fs.delete(uri);
    await eventually('the file is forgotten', async () => (await known()) === before);
  });

  test('is off when it is switched off', async () => {
    await set('context.workspace', false);
    await eventually('the index is off', async () => (await diagnostics()).project.kind === 'off');
    await set('context.workspace', undefined);
    await eventually('the project is known again', known);
  });
});
