import path from 'node:path';

import * as vscode from 'vscode';

import type { Clock, Logger, ProjectIndex, ShelfData } from '../completion/ports';
import { ProjectIndexer, type Progress } from '../project/projectIndexer';
import { startIndexThread } from './indexThread';
import { ProjectFiles } from './projectFiles';
import { ProjectWatch } from './projectWatch';
import type { ProjectSettings } from './settings';

export interface ProjectParts {
  readonly extensionPath: string;
  /** Where VS Code lets the extension keep what belongs to this workspace; undefined without one. */
  readonly storage: vscode.Uri | undefined;
  readonly settings: () => ProjectSettings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly changed: () => void;
}

/** Nothing is read while VS Code is busy with drawing its window and loading the model, in milliseconds. */
const startupIdleMs = 4_000;

/** The project index as the settings and the workspace's folders want it: on or off. */
export class ProjectLife implements ProjectIndex {
  readonly #parts: ProjectParts;
  readonly #files: ProjectFiles;
  readonly #indexer: ProjectIndexer;
  readonly #folders: vscode.Disposable;
  readonly #startSoon: NodeJS.Timeout;
  #watch: ProjectWatch | undefined;

  constructor(parts: ProjectParts) {
    this.#parts = parts;
    const { extensionPath, storage, clock, logger, changed } = parts;
    const folder = storage?.scheme === 'file' ? path.join(storage.fsPath, 'project') : undefined;
    this.#files = new ProjectFiles(() => parts.settings().exclude);
    this.#indexer = new ProjectIndexer({
      source: this.#files,
      startWorker: () => startIndexThread(path.join(extensionPath, 'dist', 'indexWorker.mjs'), folder),
      clock,
      logger,
      onProgress: changed,
    });
    this.#folders = vscode.workspace.onDidChangeWorkspaceFolders(() => {
      this.obey();
    });
    this.#startSoon = setTimeout(() => {
      this.obey();
    }, startupIdleMs);
  }

  get progress(): Progress {
    return this.#indexer.progress;
  }

  shelves(): readonly ShelfData[] {
    return this.#indexer.shelves();
  }

  /** The settings or the folders have changed. */
  obey(): void {
    const hasFolders = (vscode.workspace.workspaceFolders ?? []).length > 0;
    if (this.#parts.settings().isOn && hasFolders) {
      this.#indexer.start();
      this.#watch ??= new ProjectWatch(this.#files, this.#indexer);
    } else {
      this.#rest();
    }
  }

  dispose(): void {
    clearTimeout(this.#startSoon);
    this.#folders.dispose();
    this.#rest();
  }

  #rest(): void {
    this.#watch?.dispose();
    this.#watch = undefined;
    this.#indexer.stop();
  }
}
