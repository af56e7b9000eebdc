import * as vscode from 'vscode';

import type { Logger } from '../completion/ports';
import type { CompletionSettings } from '../completion/request';
import { parseSettings, type Settings } from './settings';

/** The settings as they are now, and the pause, which belongs to this window and ends with it. */
export class LiveSettings {
  readonly #logger: Logger;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #current: Settings;
  #isPaused = false;

  /** Fires when a setting or the pause has changed. */
  readonly onChange = this.#changed.event;

  constructor(logger: Logger) {
    this.#logger = logger;
    this.#current = this.#read();
    this.#subscription = vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('inkling')) return;
      this.#current = this.#read();
      this.#changed.fire();
    });
  }

  get current(): Settings {
    return this.#current;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** What the engine is to obey: a pause is 'not enabled' to it. */
  get completion(): CompletionSettings {
    const { completion } = this.#current;
    return this.#isPaused ? { ...completion, enabled: false } : completion;
  }

  pause(): void {
    this.#setPaused(true);
  }

  resume(): void {
    this.#setPaused(false);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  #setPaused(isPaused: boolean): void {
    this.#isPaused = isPaused;
    void vscode.commands.executeCommand('setContext', 'inkling.paused', isPaused);
    this.#changed.fire();
  }

  #read(): Settings {
    const configuration = vscode.workspace.getConfiguration('inkling');
    const { settings, complaints } = parseSettings((key) => configuration.get(key));
    for (const complaint of complaints) this.#logger.warn(complaint);
    return settings;
  }
}
