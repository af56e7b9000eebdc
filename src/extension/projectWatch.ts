import * as vscode from 'vscode';

import type { ProjectFiles } from './projectFiles';

/** Who is told of changes. */
export interface ChangeListener {
  noteChange(uris: readonly string[]): void;
  relist(): void;
}

/** What decides about what is left out. */
const rulingSections = ['files.exclude', 'search.exclude', 'inkling.exclude'];

/** A checkout moves many folders at once; they are listed again when it is over, in milliseconds. */
const settleMs = 3_000;

/** Watches the workspace's files for the index. */
export class ProjectWatch {
  readonly #files: ProjectFiles;
  readonly #listener: ChangeListener;
  readonly #subscriptions: readonly vscode.Disposable[];
  #timer: NodeJS.Timeout | undefined;

  constructor(files: ProjectFiles, listener: ChangeListener) {
    this.#files = files;
    this.#listener = listener;
    const watcher = vscode.workspace.createFileSystemWatcher('**/*');
    this.#subscriptions = [
      watcher,
      watcher.onDidCreate((uri) => {
        this.#note(uri, 'created');
      }),
      watcher.onDidChange((uri) => {
        this.#note(uri, 'changed');
      }),
      watcher.onDidDelete((uri) => {
        this.#note(uri, 'deleted');
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#relistSoon();
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (rulingSections.some((section) => event.affectsConfiguration(section))) this.#relistSoon();
      }),
    ];
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #note(uri: vscode.Uri, what: 'created' | 'changed' | 'deleted'): void {
    const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
    // A folder that appears says nothing of the files in it.
    const isFolderLike = !name.includes('.');
    if (name === '.gitignore' || (isFolderLike && what === 'created')) this.#relistSoon();
    else if (this.#files.isOurs(uri) || (isFolderLike && what === 'deleted')) {
      this.#listener.noteChange([uri.toString()]);
    }
  }

  #relistSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#listener.relist();
    }, settleMs);
  }
}
