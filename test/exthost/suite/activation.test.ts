import assert from 'node:assert/strict';
import path from 'node:path';

import { suite, test } from 'mocha';
import * as vscode from 'vscode';

import { eventually } from './eventually.js';
import { diagnostics, inkling, untilReady } from './inkling.js';

suite('activation', () => {
  test('happens by itself once VS Code has started', async () => {
    await eventually('the extension is active', () => inkling().isActive);
  });

  test('reports how long it took', async () => {
    const { activationMs } = await diagnostics();
    console.log(`note activation ${activationMs.toFixed(1)} ms`);
    assert.ok(activationMs > 0);
  });

  test('finds the model that comes with the extension', async () => {
    const { modelFile } = await untilReady();
    console.log(`note model ${path.basename(modelFile)}`);
    assert.ok(modelFile.startsWith(inkling().extensionPath), modelFile);
  });

  test('registers every command that the manifest promises', async () => {
    await diagnostics();
    const promised = commandsOf(inkling().packageJSON);
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.ok(promised.length > 0);
    assert.deepEqual(
      promised.filter((command) => !registered.has(command)),
      [],
    );
  });
});

/** The manifest is JSON of no declared shape; the ids in it are unmistakable. */
function commandsOf(manifest: unknown): readonly string[] {
  const ids = [...JSON.stringify(manifest).matchAll(/"command":"(inkling\.[^"]+)"/g)].flatMap(
    (match) => match[1] ?? [],
  );
  return [...new Set(ids)];
}
