import * as vscode from 'vscode';

import type { Decision } from '../completion/request';
import type { ModelState } from '../model/modelState';
import { decisionSummary } from './decisionSummary';
import type { Status } from './status';

export interface StatusSource {
  status(): Status;
  modelState(): ModelState;
  /** What the project index is doing; undefined when there is none. */
  project(): string | undefined;
  /** What is being downloaded, and how far it is; undefined when nothing is. */
  downloading(): string | undefined;
  lastDecision(): Decision | undefined;
}

/** Decisions come with every keystroke; the bar is drawn again once they pause. */
const redrawMs = 100;

/** What the tooltip's links may run. */
const links = ['inkling.pause', 'inkling.resume', 'inkling.why', 'inkling.showMenu', 'inkling.showLog'];

/** The one place where Inkling says how it is. Never a notification. */
export class StatusBar {
  readonly #source: StatusSource;
  readonly #item = vscode.window.createStatusBarItem('inkling.status', vscode.StatusBarAlignment.Right, 100);
  #timer: NodeJS.Timeout | undefined;
  #isDisposed = false;

  constructor(source: StatusSource) {
    this.#source = source;
    this.#item.name = 'Inkling';
    this.#item.command = 'inkling.showMenu';
    this.#draw();
    this.#item.show();
  }

  /** Something may have changed: draws soon, once for many calls. */
  refresh(): void {
    if (this.#isDisposed) return; // the model's process may end after the bar is gone
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#draw();
    }, redrawMs);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
    this.#item.dispose();
  }

  #draw(): void {
    const status = this.#source.status();
    const isDownloading = this.#source.downloading() !== undefined;
    this.#item.text = `${status.text}${isDownloading ? ' $(cloud-download)' : ''}`;
    this.#item.backgroundColor = background(status);
    this.#item.accessibilityInformation = { label: `Inkling: ${status.reason}`, role: 'button' };
    this.#item.tooltip = tooltip(status, this.#source);
  }
}

function background({ severity }: Status): vscode.ThemeColor | undefined {
  return severity === 'normal' ? undefined : new vscode.ThemeColor(`statusBarItem.${severity}Background`);
}

function tooltip(status: Status, source: StatusSource): vscode.MarkdownString {
  const [model, project, last] = [source.modelState(), source.project(), source.lastDecision()];
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: links };
  text.appendMarkdown('**Inkling**\n\n').appendText(status.reason);
  if (model.kind === 'ready') {
    text.appendMarkdown('\n\nModel: ').appendText(`${model.name}, window ${model.contextTokens} tokens`);
    text.appendMarkdown('\n\n').appendText(model.where);
  }
  if (project !== undefined) text.appendMarkdown('\n\nProject: ').appendText(project);
  const downloading = source.downloading();
  if (downloading !== undefined) text.appendMarkdown('\n\nDownloading ').appendText(downloading);
  if (last) text.appendMarkdown('\n\nLast: ').appendText(decisionSummary(last));
  const pause =
    status.word === 'paused' ? '[Resume](command:inkling.resume)' : '[Pause](command:inkling.pause)';
  text.appendMarkdown(
    `\n\n${pause} · [Why?](command:inkling.why) · [Log](command:inkling.showLog) · [More…](command:inkling.showMenu)`,
  );
  return text;
}
