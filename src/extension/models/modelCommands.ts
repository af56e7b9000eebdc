import * as vscode from 'vscode';

import type { InstalledModel } from '../../model/store/installedModel';
import { installedOf, refOf } from './chosenRow';
import { consentToDownload } from './consent';
import { fileCommands } from './fileCommands';
import { findOffer } from './findOffer';
import type { ModelShop, Offer } from './modelShop';
import { modelName } from './modelName';
import { downloadRows, modelRows, type PickRow } from './pickRows';
import { pickModel } from './pickModel';
import { withProgress } from './progress';

export interface ModelCommandParts {
  /** The shop, once it knows what is there. */
  shop(): Promise<ModelShop>;
  /** Switches to a file and keeps the choice; throws `ModelError` when it cannot be used. */
  use(file: string): Promise<void>;
  /** Goes back to the model that came with Inkling, and keeps that choice. */
  useBundled(): Promise<void>;
  showPage(ref: string): Promise<void>;
  /** Kept by the operating system's secret store; undefined forgets it. */
  keepToken(token: string | undefined): Promise<void>;
}

export type ModelCommands = Readonly<Record<string, (argument?: unknown) => Promise<void>>>;

/** The commands about models; whoever registers them shows what they throw. */
export function modelCommands(parts: ModelCommandParts): ModelCommands {
  const shop = (): Promise<ModelShop> => parts.shop();
  return {
    'inkling.selectModel': () => selectModel(parts),
    'inkling.downloadModel': (argument) => downloadModel(parts, argument),
    'inkling.addModelFile': (argument) => addModelFile(parts, argument),
    'inkling.findModels': async () => findModels(await shop()),
    'inkling.checkMachine': async () => checkMachine(await shop()),
    'inkling.useModel': async (argument) => {
      const model = installedOf((await shop()).state, argument);
      if (model) await parts.use(model.file);
    },
    'inkling.pauseDownload': async (argument) => {
      const ref = refOf(argument);
      if (ref !== undefined) await (await shop()).pause(ref);
    },
    'inkling.resumeDownload': async (argument) => {
      const ref = refOf(argument);
      if (ref !== undefined) await (await shop()).resume(ref);
    },
    'inkling.cancelDownload': async (argument) => cancelDownload(await shop(), argument),
    'inkling.openModelPage': async (argument) => {
      const ref = refOf(argument);
      if (ref !== undefined) await parts.showPage(ref);
    },
    'inkling.setHubToken': () => setHubToken(parts),
    'inkling.openWalkthrough': async () => {
      await vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        'inkling.inkling#start',
        false,
      );
    },
    ...fileCommands(shop, () => parts.useBundled()),
  };
}

async function selectModel(parts: ModelCommandParts): Promise<void> {
  const choice = await pickModel(
    modelRows((await parts.shop()).state),
    'Inkling: Select Model',
    'Type to filter by name, size, licence or fit.',
  );
  if (choice?.kind === 'use') await parts.use(choice.file);
  if (choice?.kind === 'download') await downloadModel(parts, choice.ref);
  if (choice?.kind === 'command') await vscode.commands.executeCommand(choice.command);
}

async function downloadModel(parts: ModelCommandParts, argument: unknown): Promise<void> {
  const shop = await parts.shop();
  const ref = refOf(argument) ?? (await askForReference(shop));
  if (ref === undefined) return;
  const offer = await findOffer(shop, ref);
  if (offer && (await consentToDownload(offer, shop.state))) await fetchAndOffer(parts, shop, offer);
}

/** Runs in the view and the status bar, not in a notification; the answer at the end is to the user's command. */
async function fetchAndOffer(parts: ModelCommandParts, shop: ModelShop, offer: Offer): Promise<void> {
  void vscode.commands.executeCommand('inkling.models.focus');
  const model = await shop.download(offer);
  await offerToUse(parts, shop, model, 'is here and intact.');
}

async function offerToUse(
  parts: ModelCommandParts,
  { state }: ModelShop,
  model: InstalledModel,
  what: string,
): Promise<void> {
  const yes = 'Use It';
  const answer = await vscode.window.showInformationMessage(
    `Inkling: ${modelName(state, model)} ${what}`,
    yes,
  );
  if (answer === yes) await parts.use(model.file);
}

/** From the list, or as it is typed: a reference, or the address of a file. */
async function askForReference(shop: ModelShop): Promise<string | undefined> {
  const typed: PickRow = {
    label: '$(edit) Another one, by name or address…',
    description: 'owner/repo:Q4_K_M or https://…',
    detail: '',
    choice: { kind: 'command', command: '' },
  };
  const choice = await pickModel(
    [typed, ...downloadRows(shop.state)],
    'Inkling: Download Model',
    'Nothing is fetched before you have seen size, source and licence.',
  );
  if (choice?.kind === 'download') return choice.ref;
  if (choice === undefined) return undefined;
  const text = await vscode.window.showInputBox({
    title: 'Inkling: Download Model',
    prompt: 'A name on the hub, with the quantization behind a colon, or the address of a GGUF file.',
    placeHolder: 'owner/repo:Q4_K_M',
    ignoreFocusOut: true,
  });
  return text?.trim() === '' ? undefined : text?.trim();
}

async function addModelFile(parts: ModelCommandParts, argument: unknown): Promise<void> {
  const file = typeof argument === 'string' ? argument : await askForFile();
  if (file === undefined) return;
  const shop = await parts.shop();
  await offerToUse(parts, shop, await shop.addFile(file), 'is on the list; the file stays where it is.');
}

async function askForFile(): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Add a code model',
    openLabel: 'Add',
    filters: { 'GGUF model': ['gguf'] },
  });
  return chosen?.[0]?.fsPath;
}

async function findModels(shop: ModelShop): Promise<void> {
  const found = await withProgress('looking for models', (report, signal) => shop.find(report, signal));
  if (found === undefined) return;
  const words = found === 0 ? 'no further models were found.' : `${found} found; see the Models view.`;
  void vscode.window.showInformationMessage(`Inkling: ${words}`);
}

async function checkMachine(shop: ModelShop): Promise<void> {
  const graphics = await withProgress('checking this machine', (report, signal) =>
    shop.check(report, signal),
  );
  const { recommended, families } = shop.state;
  if (!graphics) return;
  if (!recommended) {
    const words =
      'Inkling: of the models that it knows, none is better for this machine than those that are here.';
    void vscode.window.showInformationMessage([words, ...graphics].join(' '));
    return;
  }
  const name = families.find(({ variants }) => variants.some(({ ref }) => ref === recommended.ref))?.name;
  const show = 'Select Model…';
  const answer = await vscode.window.showInformationMessage(
    [`Inkling recommends ${name ?? recommended.ref}. ${recommended.reason}`, ...graphics].join(' '),
    show,
  );
  if (answer === show) await vscode.commands.executeCommand('inkling.selectModel');
}

async function cancelDownload(shop: ModelShop, argument: unknown): Promise<void> {
  const ref = refOf(argument) ?? (await askForDownload(shop));
  if (ref === undefined) return;
  const [keep, drop] = ['Keep the Part', 'Delete the Part'] as const;
  const answer = await vscode.window.showWarningMessage(
    `Stop the download of ${ref}?`,
    { modal: true, detail: 'If its part is kept, the download can go on later from there.' },
    keep,
    drop,
  );
  if (answer !== undefined) await shop.cancel(ref, answer === keep ? 'keep' : 'delete');
}

async function askForDownload({ state }: ModelShop): Promise<string | undefined> {
  const refs = state.downloads.filter(({ kind }) => kind !== 'done').map(({ ref }) => ref);
  if (refs.length === 0) void vscode.window.showInformationMessage('Inkling: nothing is being downloaded.');
  return refs.length < 2 ? refs[0] : vscode.window.showQuickPick(refs, { title: 'Inkling: Cancel Download' });
}

async function setHubToken(parts: ModelCommandParts): Promise<void> {
  const text = await vscode.window.showInputBox({
    title: 'Inkling: Hub Access Token',
    prompt:
      'Sent to the hub only, with downloads that you start. Kept in the system’s secret store; empty forgets it.',
    password: true,
    ignoreFocusOut: true,
  });
  if (text !== undefined) await parts.keepToken(text.trim() === '' ? undefined : text.trim());
}
