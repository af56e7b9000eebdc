import path from 'node:path';

import * as vscode from 'vscode';

import type { Taste } from '../completion/acceptance/taste';
import type { Logger } from '../completion/ports';
import type { ModelLifecycle } from '../model/modelLifecycle';
import { changeSetting } from './changeSetting';
import type { DecisionJournal } from './decisionJournal';
import { describeError } from './describeError';
import type { Diagnostics } from './diagnostics';
import { diagnosticsReport } from './diagnosticsReport';
import { isOvertaken } from './isOvertaken';
import { forgetLearned, showLearned } from './learning/learnedCommands';
import type { Learning } from './learning/learning';
import type { LiveSettings } from './liveSettings';
import { showMenu, type ActiveLanguage } from './menu';
import type { ModelChoice } from './modelChoice';
import type { ModelCommands } from './models/modelCommands';
import type { Status } from './status';
import { showWhy } from './whyView';

export interface CommandParts {
  readonly settings: LiveSettings;
  readonly choice: ModelChoice;
  readonly lifecycle: Pick<ModelLifecycle, 'restart'>;
  readonly journal: DecisionJournal;
  readonly channel: Pick<vscode.LogOutputChannel, 'show'>;
  readonly logger: Logger;
  status(): Status;
  diagnostics(): Promise<Diagnostics>;
  benchmark(argument: unknown): Promise<unknown>;
  readonly models: ModelCommands;
  readonly taste: Taste;
  readonly learning: Learning;
}

/** Registers every command of the manifest. A command that fails says so in a message: it was asked for. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const commands: Readonly<Record<string, (argument?: unknown) => unknown>> = {
    'inkling.trigger': () => run('editor.action.inlineSuggest.trigger'),
    'inkling.pause': () => {
      parts.settings.pause();
    },
    'inkling.resume': () => resume(parts.settings),
    'inkling.toggle': () => toggle(parts.settings),
    'inkling.toggleLanguage': () => toggleLanguage(parts.settings),
    'inkling.selectModelFile': (file) => selectModelFile(parts.choice, file),
    'inkling.useBundledModel': () => useBundledModel(parts),
    'inkling.restartModel': () => withProgress('restarting the model', () => parts.lifecycle.restart()),
    'inkling.openSettings': () => run('workbench.action.openSettings', '@ext:inkling.inkling'),
    'inkling.showLog': () => {
      parts.channel.show();
    },
    'inkling.copyDiagnostics': async () => {
      await vscode.env.clipboard.writeText(diagnosticsReport(await parts.diagnostics()));
      void vscode.window.showInformationMessage(
        'Inkling: the diagnostics are on the clipboard. They hold no code.',
      );
    },
    'inkling.why': () => showWhy(parts.journal.decisions),
    'inkling.showLearned': () => showLearned(parts.taste, parts.learning),
    'inkling.forgetLearned': () => forgetLearned(parts.learning),
    'inkling.benchmarkModels': (argument) => parts.benchmark(argument),
    'inkling.showMenu': () => showMenu(parts.status(), activeLanguage(parts.settings)),
    ...parts.models,
  };
  const registered = Object.entries(commands).map(([id, command]) =>
    vscode.commands.registerCommand(id, async (argument?: unknown) => {
      try {
        return await command(argument);
      } catch (error) {
        if (isOvertaken(error)) return undefined;
        parts.logger.warn(`${id}: ${describeError(error)}`);
        void vscode.window.showErrorMessage(`Inkling: ${describeError(error)}`);
        return undefined;
      }
    }),
  );
  return vscode.Disposable.from(...registered);
}

async function run(command: string, ...rest: readonly unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...rest);
}

/** Makes Inkling work again, whichever of the two switches had stopped it. */
async function resume(settings: LiveSettings): Promise<void> {
  settings.resume();
  if (!settings.current.completion.enabled) await changeSetting('enabled', true);
}

async function toggle(settings: LiveSettings): Promise<void> {
  if (settings.completion.enabled) settings.pause();
  else await resume(settings);
}

async function toggleLanguage(settings: LiveSettings): Promise<void> {
  const language = activeLanguage(settings);
  if (!language) {
    void vscode.window.showInformationMessage(
      'Inkling: open a file first; this switches its language on or off.',
    );
    return;
  }
  const { disabledLanguages } = settings.current.completion;
  const others = disabledLanguages.filter((id) => id !== language.id);
  await changeSetting('disabledLanguages', language.isOff ? others : [...others, language.id]);
}

function activeLanguage(settings: LiveSettings): ActiveLanguage | undefined {
  const id = vscode.window.activeTextEditor?.document.languageId;
  return id === undefined
    ? undefined
    : { id, isOff: settings.current.completion.disabledLanguages.includes(id) };
}

async function selectModelFile(choice: ModelChoice, argument: unknown): Promise<void> {
  const file = typeof argument === 'string' ? argument : await askForModelFile();
  if (file !== undefined) await useModelFile(choice, file);
}

async function askForModelFile(): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Select a code model',
    openLabel: 'Use this model',
    filters: { 'GGUF model': ['gguf'] },
  });
  return chosen?.[0]?.fsPath;
}

/** Switches first and writes the setting when that went well: a bad file must not be there after the next start. */
export async function useModelFile(choice: ModelChoice, file: string): Promise<void> {
  await withProgress(`loading ${path.basename(file)}`, () => choice.choose(file));
  await changeSetting('model.path', file);
}

async function useBundledModel({ choice, settings }: CommandParts): Promise<void> {
  await withProgress('loading the bundled model', () => choice.choose(''));
  await changeSetting('model.path', undefined);
  // With the workspace's path gone, the user's own may show.
  if (settings.current.model.path !== '') await changeSetting('model.path', '');
}

async function withProgress(what: string, work: () => Promise<void>): Promise<void> {
  const title = `Inkling: ${what}`;
  await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, work);
}
