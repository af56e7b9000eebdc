import path from 'node:path';

import * as vscode from 'vscode';

import type { NamedModel } from './benchmarkWire';

interface Pick<T> extends vscode.QuickPickItem {
  /** Undefined opens a dialog. */
  readonly value: T | undefined;
}

export interface KnownModel extends NamedModel {
  /** Where it comes from, in a word or two. */
  readonly origin: string;
  /** Chosen unless the user takes it out. */
  readonly isUsual: boolean;
}

/** Lets the user choose among the models that are known, and further files. Undefined for Escape or none. */
export async function pickModels(known: readonly KnownModel[]): Promise<readonly NamedModel[] | undefined> {
  const items: Pick<NamedModel>[] = known.map(({ name, file, origin, isUsual }) => ({
    label: name,
    description: origin,
    detail: file,
    picked: isUsual,
    value: { name, file },
  }));
  const browse: Pick<NamedModel> = { label: '$(folder-opened) Model files…', value: undefined };
  const chosen = await pickMany([...items, browse], 'Which models do you want to compare?');
  if (!chosen) return undefined;
  const more = chosen.includes(browse) ? await browseModels() : [];
  const models = [...chosen.flatMap(({ value }) => value ?? []), ...more];
  return models.length > 0 ? withOwnNames(models) : undefined;
}

/** Lets the user choose among the workspace's folders, and any other. Undefined for Escape or none. */
export async function pickFolders(): Promise<readonly vscode.Uri[] | undefined> {
  const items: Pick<vscode.Uri>[] = (vscode.workspace.workspaceFolders ?? []).map(({ name, uri }) => ({
    label: name,
    description: uri.fsPath,
    picked: true,
    value: uri,
  }));
  const browse: Pick<vscode.Uri> = { label: '$(folder-opened) Other folders…', value: undefined };
  const chosen = await pickMany([...items, browse], 'On which code? Nothing of it leaves this machine.');
  if (!chosen) return undefined;
  const options = { canSelectFolders: true, canSelectFiles: false, canSelectMany: true, openLabel: 'Use' };
  const more = chosen.includes(browse) ? await vscode.window.showOpenDialog(options) : [];
  const folders = [...chosen.flatMap(({ value }) => value ?? []), ...(more ?? [])];
  return folders.length > 0 ? folders : undefined;
}

/** How many places each model is asked for: enough for a first look, or for differences of a few percent. */
export async function pickPlaces(): Promise<number | undefined> {
  const items = [
    { label: 'A first look', description: '60 places a model', value: 60 },
    {
      label: 'Thorough',
      description: '240 places a model: four times as long, intervals half as wide',
      value: 240,
    },
  ];
  const options = { title: 'Inkling: Benchmark Models on My Code', placeHolder: 'How thorough?' };
  return (await vscode.window.showQuickPick(items, options))?.value;
}

async function pickMany<T>(
  items: readonly Pick<T>[],
  placeHolder: string,
): Promise<readonly Pick<T>[] | undefined> {
  const title = 'Inkling: Benchmark Models on My Code';
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder, canPickMany: true });
  return chosen && chosen.length > 0 ? chosen : undefined;
}

async function browseModels(): Promise<readonly NamedModel[]> {
  const files = await vscode.window.showOpenDialog({
    title: 'Select code models',
    openLabel: 'Compare',
    canSelectMany: true,
    filters: { 'GGUF model': ['gguf'] },
  });
  return (files ?? []).map(({ fsPath }) => ({ name: path.basename(fsPath, '.gguf'), file: fsPath }));
}

/** Runs go by their names; the same file is asked once. */
export function withOwnNames(models: readonly NamedModel[]): readonly NamedModel[] {
  const byFile = new Map(models.map((model) => [model.file, model]));
  const names = new Map<string, number>();
  return [...byFile.values()].map(({ name, file }) => {
    const count = (names.get(name) ?? 0) + 1;
    names.set(name, count);
    return { name: count === 1 ? name : `${name} (${count})`, file };
  });
}
