import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { suite, suiteSetup, teardown, test } from 'mocha';
import * as vscode from 'vscode';

import { typescriptDrawing } from './drawings.js';
import { accepted, closeAll, openFile, workspaceFolder } from './editor.js';
import { eventually } from './eventually.js';
import { inkling, untilReady } from './inkling.js';

/** Code with places to ask for, and a line that must not be read. */
const code = `import { readFileSync } from 'node:fs';

export interface Parcel {
  readonly label: string;
  readonly weight: number;
}

export function readParcels(file: string): readonly Parcel[] {
  const rows = readFileSync(file, 'utf8').split('\\n');
  const parcels = rows.filter((row) => row.trim() !== '').map(parcelOf);
  if (parcels.length === 0) {
    throw new Error('There is no parcel in ' + file);
  }
  return parcels;
}

function parcelOf(row: string): Parcel {
  const [label = '', weight = '0'] = row.split(';');
  return { label, weight: Number(weight) };
}
`;

suite('the benchmark', () => {
  suiteSetup(async () => {
    await untilReady();
    writeFileSync(path.join(workspaceFolder(), 'parcels.ts'), code);
  });
  teardown(closeAll);

  test('measures models on the code of the workspace, opens a page, and leaves completions usable', async () => {
    const measuring = Promise.resolve(
      vscode.commands.executeCommand('inkling.benchmarkModels', choice(bundled())),
    );
    const editor = await openFile('beside.ts', typescriptDrawing);
    assert.notEqual(await accepted(editor), undefined, 'no completion beside a benchmark');
    const record: unknown = await measuring;
    const models = field(record, 'models');
    assert.ok(Array.isArray(models) && models.length === 1, `measured: ${JSON.stringify(record)}`);
    assert.equal(field(record, 'places'), 4);
    assert.ok(Number(field(models[0], 'memoryBytes')) > 0);
    assert.ok(Number(field(field(models[0], 'answerMs'), 'p50')) > 0);
    await eventually('the page is open', () => isPageOpen());
  });

  test('says why a file cannot be measured', async () => {
    const file = path.join(workspaceFolder(), 'broken.gguf');
    writeFileSync(file, 'no model');
    assert.equal(await vscode.commands.executeCommand('inkling.benchmarkModels', choice(file)), undefined);
    assert.equal(isPageOpen(), false);
  });
});

function choice(model: string) {
  return { models: [model], folders: [vscode.Uri.file(workspaceFolder()).toString()], places: 4 };
}

function bundled(): string {
  const folder = path.join(inkling().extensionPath, 'media', 'models');
  const model = readdirSync(folder).find((name) => name.endsWith('.gguf'));
  assert.ok(model, 'no model is bundled');
  return path.join(folder, model);
}

function isPageOpen(): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(
    ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes('inklingBenchmark'),
  );
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
