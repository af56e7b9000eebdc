import path from 'node:path';

import * as vscode from 'vscode';

import type { InstalledModel } from '../../model/store/installedModel';
import { installedOf } from './chosenRow';
import { readableBytes } from './measures';
import { modelName } from './modelName';
import type { ModelShop, Verified } from './modelShop';
import { withProgress } from './progress';

type Commands = Readonly<Record<string, (argument?: unknown) => Promise<void>>>;

interface ModelItem extends vscode.QuickPickItem {
  readonly model: InstalledModel;
}

/** The commands about files that are already on this machine. */
export function fileCommands(shop: () => Promise<ModelShop>, useBundled: () => Promise<void>): Commands {
  return {
    'inkling.deleteModel': async (argument) => deleteModel(await shop(), argument, useBundled),
    'inkling.verifyModels': async () => verifyModels(await shop()),
    'inkling.revealModel': async (argument) => {
      const model = installedOf((await shop()).state, argument);
      if (model) await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(model.file));
    },
    'inkling.checkRevision': async (argument) => checkRevision(await shop(), argument),
    'inkling.clearLeftovers': async () => clearLeftovers(await shop()),
    'inkling.moveModels': async () => moveModels(await shop()),
    'inkling.exportModelKit': async (argument) => exportKit(await shop(), argument),
    'inkling.importModelKit': async () => importKit(await shop()),
  };
}

async function deleteModel(
  shop: ModelShop,
  argument: unknown,
  useBundled: () => Promise<void>,
): Promise<void> {
  const removable = shop.state.installed.filter(({ origin }) => origin !== 'bundled');
  const model = installedOf(shop.state, argument) ?? (await askForModel(shop, removable, 'Delete Model'));
  if (model === undefined || model.origin === 'bundled') return;
  const isOurs = model.origin === 'downloaded';
  const isInUse = model.file === shop.state.inUse;
  const name = modelName(shop.state, model);
  const [question, detail, yes] = isOurs
    ? [
        `Delete ${name}?`,
        `${model.file}\n${readableBytes(model.bytes)} will be free.${isInUse ? ' It is in use: the bundled model takes its place.' : ''}`,
        'Delete',
      ]
    : [
        `Take ${name} off the list?`,
        `${model.file}\nThe file itself stays: it is not Inkling’s.`,
        'Take Off',
      ];
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) return;
  // Before the file goes: some systems delete none that is open, and the settings must not name one that is gone.
  if (isOurs && isInUse) await useBundled();
  await shop.remove(model);
}

async function verifyModels(shop: ModelShop): Promise<void> {
  const results = await withProgress('verifying models', (report, signal) =>
    shop.verify(shop.state.installed, report, signal),
  );
  if (results === undefined) return;
  const bad = results.filter(({ outcome }) => outcome === 'changed' || outcome === 'missing');
  if (bad.length === 0) {
    const intact = results.filter(({ outcome }) => outcome === 'intact').length;
    void vscode.window.showInformationMessage(
      `Inkling: ${intact} of ${results.length} files are intact${unknownWords(results)}.`,
    );
    return;
  }
  const words = bad.map(({ model, outcome }) =>
    outcome === 'missing'
      ? `${modelName(shop.state, model)}: the file is gone`
      : `${modelName(shop.state, model)}: the file is not what was downloaded`,
  );
  void vscode.window.showErrorMessage(`Inkling: ${words.join('; ')}. Delete it and download it again.`);
}

function unknownWords(results: readonly Verified[]): string {
  const unknown = results.filter(({ outcome }) => outcome === 'no-hash').length;
  return unknown === 0 ? '' : `; of ${unknown} there was no hash to compare with, and there is one now`;
}

async function checkRevision(shop: ModelShop, argument: unknown): Promise<void> {
  const model = installedOf(shop.state, argument);
  if (!model) return;
  const name = modelName(shop.state, model);
  const answer = await withProgress(`asking for a newer ${name}`, async (_report, signal) => ({
    revision: await shop.newerRevision(model, signal),
  }));
  if (answer === undefined) return;
  const words =
    answer.revision === undefined
      ? `${name} is the newest revision.`
      : `the repository of ${name} has changed: revision ${answer.revision.slice(0, 12)}.`;
  void vscode.window.showInformationMessage(`Inkling: ${words}`);
}

async function clearLeftovers(shop: ModelShop): Promise<void> {
  const leftovers = await shop.leftovers();
  if (leftovers.length === 0) {
    void vscode.window.showInformationMessage('Inkling: there are no leftovers of downloads.');
    return;
  }
  const items = leftovers.map((leftover) => ({
    label: 'variant' in leftover ? leftover.variant.ref : path.basename(leftover.file),
    description: readableBytes(leftover.bytes),
    picked: true,
    leftover,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Inkling: Leftovers of Downloads',
    placeHolder: 'What is chosen is deleted.',
    canPickMany: true,
  });
  if (chosen) await shop.removeLeftovers(chosen.map(({ leftover }) => leftover));
}

async function moveModels(shop: ModelShop): Promise<void> {
  const folder = await askForFolder('Move the models here', 'Move Here');
  if (folder === undefined) return;
  const isDone = await withProgress('moving the models', async (report, signal) => {
    await shop.moveTo(folder, report, signal);
    return true;
  });
  if (isDone) void vscode.window.showInformationMessage(`Inkling: the models are in ${folder} now.`);
}

async function exportKit(shop: ModelShop, argument: unknown): Promise<void> {
  const model =
    installedOf(shop.state, argument) ?? (await askForModel(shop, shop.state.installed, 'Export Model Kit'));
  const folder = model && (await askForFolder('Put the kit here', 'Export Here'));
  if (!model || folder === undefined) return;
  const name = modelName(shop.state, model);
  const isDone = await withProgress(`exporting ${name}`, async (report, signal) => {
    await shop.exportKit(model, folder, report, signal);
    return true;
  });
  if (isDone) void vscode.window.showInformationMessage(`Inkling: the kit with ${name} is in ${folder}.`);
}

async function importKit(shop: ModelShop): Promise<void> {
  const folder = await askForFolder('Import a model kit', 'Import');
  if (folder === undefined) return;
  const models = await withProgress('importing', (report, signal) => shop.importKit(folder, report, signal));
  if (models === undefined) return;
  const names = models.map((model) => modelName(shop.state, model)).join(', ');
  void vscode.window.showInformationMessage(`Inkling: ${names} can be used now.`);
}

async function askForModel(
  { state }: ModelShop,
  models: readonly InstalledModel[],
  title: string,
): Promise<InstalledModel | undefined> {
  const items = models.map((model): ModelItem => ({
    label: modelName(state, model),
    description: readableBytes(model.bytes),
    detail: model.file,
    model,
  }));
  return (await vscode.window.showQuickPick(items, { title: `Inkling: ${title}`, matchOnDetail: true }))
    ?.model;
}

async function askForFolder(title: string, openLabel: string): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title,
    openLabel,
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return chosen?.[0]?.fsPath;
}
