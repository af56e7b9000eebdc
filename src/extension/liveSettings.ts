import * as vscode from 'vscode';

import type { Logger } from '../completion/ports';
import type { CompletionSettings } from '../completion/request';
import type { Power } from './power';
import { parseSettings, type Settings } from './settings';

/** The settings as they are now, and the pause, which belongs to this window and ends with it. */
export class LiveSettings {
  readonly #logger: Logger;
  readonly #power: Pick<Power, 'isOnBattery'>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  #current: Settings;
  #isPaused = false;

  /** Fires when a setting or the pause has changed. */
  readonly onChange = this.#changed.event;

  constructor(logger: Logger, power: Pick<Power, 'isOnBattery'>) {
    this.#logger = logger;
    this.#power = power;
    this.#current = this.#read();
    const obey = (): void => {
      this.#current = this.#read();
      this.#changed.fire();
    };
    this.#subscription = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('inkling')) obey();
      }),
      // The workspace's choice of model and hardware counts from now on.
      vscode.workspace.onDidGrantWorkspaceTrust(obey),
    );
  }

  get current(): Settings {
    return this.#current;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** What the engine is to obey: a pause is 'not enabled' to it, and a battery is saved. */
  get completion(): CompletionSettings {
    const { completion, speculate } = this.#current;
    const saves = speculate === 'auto' && this.#power.isOnBattery;
    if (!this.#isPaused && !saves) return completion;
    return {
      ...completion,
      enabled: completion.enabled && !this.#isPaused,
      speculate: completion.speculate && !saves,
    };
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
