import * as vscode from 'vscode';

import type { Status } from './status';

interface MenuItem extends vscode.QuickPickItem {
  readonly command: string;
}

export interface ActiveLanguage {
  readonly id: string;
  readonly isOff: boolean;
}

/** The status bar's click: what is going on, and everything that can be done about it. */
export async function showMenu(status: Status, language: ActiveLanguage | undefined): Promise<void> {
  const pause = status.word === 'paused' || status.word === 'disabled' ? resumeItem : pauseItem;
  const languageItems = language ? [languageItem(language)] : [];
  const chosen = await vscode.window.showQuickPick([pause, ...languageItems, ...otherItems], {
    title: 'Inkling',
    placeHolder: status.reason,
  });
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}

const pauseItem = item('$(debug-pause)', 'Pause', 'inkling.pause');
const resumeItem = item('$(play)', 'Resume', 'inkling.resume');

const otherItems: readonly MenuItem[] = [
  item('$(question)', 'Why? Show the last decisions', 'inkling.why'),
  item('$(sparkle)', 'Complete here', 'inkling.trigger'),
  item('$(file-binary)', 'Select model file…', 'inkling.selectModelFile'),
  item('$(package)', 'Use the bundled model', 'inkling.useBundledModel'),
  item('$(graph)', 'Benchmark models on my code…', 'inkling.benchmarkModels'),
  item('$(debug-restart)', 'Restart the model', 'inkling.restartModel'),
  item('$(gear)', 'Settings', 'inkling.openSettings'),
  item('$(output)', 'Show log', 'inkling.showLog'),
  item('$(clippy)', 'Copy diagnostics', 'inkling.copyDiagnostics'),
];

function languageItem({ id, isOff }: ActiveLanguage): MenuItem {
  return item('$(code)', `Switch ${isOff ? 'on' : 'off'} for ${id}`, 'inkling.toggleLanguage');
}

function item(icon: string, label: string, command: string): MenuItem {
  return { label: `${icon} ${label}`, command };
}
