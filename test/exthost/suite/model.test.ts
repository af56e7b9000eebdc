import assert from 'node:assert/strict';
import { copyFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { setup, suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';

import { typescriptDrawing } from './drawings.js';
import { accepted, closeAll, openFile, type, workspaceFolder } from './editor.js';
import { eventually } from './eventually.js';
import { diagnostics, set, untilReady, type Diagnostics } from './inkling.js';

/** Begins as a model file does, and goes on as none. */
const brokenModel = `GGUF${'\u0007'.repeat(4096)}`;

suite('model', () => {
  setup(untilReady);
  teardown(async () => {
    await set('model.path', undefined);
    await eventually(
      'the bundled model is back',
      async () => !(await diagnostics()).reason.includes('.gguf'),
    );
    await closeAll();
  });

  test('has a process of its own once it has been asked', async () => {
    const { hostPid } = await untilLoaded();
    assert.notEqual(hostPid, process.pid);
  });

  test('a file that is no model is refused with a reason, and the model at work goes on', async () => {
    const { modelFile } = await untilLoaded();
    await set('model.path', written('broken.gguf', brokenModel));
    await eventually('the reason names the file', async () =>
      (await diagnostics()).reason.includes('broken.gguf'),
    );
    await completes('refused.ts');
    assert.equal((await diagnostics()).modelFile, modelFile);
  });

  test('a file that is not there is refused with a reason, and the model at work goes on', async () => {
    const { modelFile } = await untilLoaded();
    await set('model.path', path.join(workspaceFolder(), 'absent.gguf'));
    await eventually('the reason names the file', async () =>
      (await diagnostics()).reason.includes('absent.gguf'),
    );
    await completes('absent.ts');
    assert.equal((await diagnostics()).modelFile, modelFile);
  });

  test('a broken file chosen by the command does not become a setting', async () => {
    const { modelFile } = await untilLoaded();
    await vscode.commands.executeCommand('inkling.selectModelFile', written('chosen.gguf', brokenModel));
    assert.equal(vscode.workspace.getConfiguration('inkling').inspect('model.path')?.globalValue, undefined);
    assert.equal((await diagnostics()).modelFile, modelFile);
    await completes('chosen.ts');
  });

  test('another model is taken without a restart of the window', async () => {
    const { modelFile } = await untilLoaded();
    const other = path.join(workspaceFolder(), 'other.gguf');
    copyFileSync(modelFile, other);
    await vscode.commands.executeCommand('inkling.selectModelFile', other);
    assert.equal((await diagnostics()).modelFile, other);
    await completes('other.ts');
    await vscode.commands.executeCommand('inkling.useBundledModel');
    assert.equal((await diagnostics()).modelFile, modelFile);
  });

  test('comes back when its process is killed', async () => {
    const { hostPid } = await untilLoaded();
    const editor = await openFile('killed.ts', typescriptDrawing);
    await type('const found');
    process.kill(hostPid, 'SIGKILL');
    await type(' = ');
    await eventually('a new model process', async () => {
      await accepted(editor, 1_000);
      const { state, hostPid: now } = await diagnostics();
      if (state === 'ready' && now !== undefined && now !== hostPid) return true;
      await type('\nconst found = ');
      return false;
    });
    await completes('revived.ts');
  });
});

/** Asks for a completion, by which the model gets loaded when it is not. */
async function untilLoaded(): Promise<Diagnostics & { readonly hostPid: number }> {
  await completes('loading.ts');
  return eventually('the model is loaded', async () => {
    const now = await diagnostics();
    return now.state === 'ready' && now.hostPid !== undefined && { ...now, hostPid: now.hostPid };
  });
}

async function completes(name: string): Promise<void> {
  const editor = await openFile(name, typescriptDrawing);
  await type('const found = ');
  assert.ok(await accepted(editor), `no completion in ${name}`);
}

/** The path of a new file in the workspace. */
function written(name: string, text: string): string {
  const file = path.join(workspaceFolder(), name);
  writeFileSync(file, text);
  return file;
}
