/**
 * The part of the 'vscode' module that the shell uses, small enough to see through. A test says
 * `vi.mock('vscode', () => import('../../fakes/vscode'))` and moves `world`, which is what the module's state is here.
 */
import type * as real from 'vscode';

import { configurationOf } from './vscodeConfiguration';
import { files, fileSystem, found } from './vscodeFiles';
import { Disposable, EventEmitter, type FakeDocument, type RelativePattern, Uri } from './vscodeValues';

export { files } from './vscodeFiles';
export * from './vscodeValues';

/** What a test moves and looks at. `reset()` before each test. */
export const world = {
  configuration: new Map<string, unknown>(),
  /** What the workspace's own settings file says. */
  workspaceConfiguration: new Map<string, unknown>(),
  isTrusted: true,
  executed: [] as string[],
  messages: [] as string[],
  /** What modal messages said below their question. */
  details: [] as string[],
  /** What the user chooses in the next dialogs and lists, by a part of its label; nothing left means Escape. */
  choices: [] as string[],
  /** What the user writes into the next input boxes; nothing left means Escape. */
  inputs: [] as string[],
  lists: [] as (readonly { readonly label: string; readonly description?: string }[])[],
  commands: new Map<string, (...rest: readonly unknown[]) => unknown>(),
  providers: [] as real.InlineCompletionItemProvider[],
  clipboard: '',
  statusItem: undefined as undefined | Record<string, unknown>,
  textDocuments: [] as FakeDocument[],
  notebookDocuments: [] as unknown[],
  workspaceFolders: undefined as undefined | readonly { readonly uri: Uri; readonly name?: string }[],
  panels: [] as { readonly type: string; readonly options: unknown; html: string }[],
  /** As a user who cancels what shows progress. */
  cancel: (): void => undefined,
  tabs: [] as { readonly input: unknown }[],
  /** The data behind each tree view, by the view's name. */
  trees: new Map<string, real.TreeDataProvider<unknown>>(),
  activeTextEditor: undefined as unknown,
  logged: [] as string[],
  reset(): void {
    for (const emitter of Object.values(events)) emitter.dispose();
    this.configuration.clear();
    this.workspaceConfiguration.clear();
    this.isTrusted = true;
    this.commands.clear();
    files.clear();
    Object.assign(this, {
      choices: [],
      inputs: [],
      lists: [],
      executed: [],
      messages: [],
      details: [],
      providers: [],
      clipboard: '',
      statusItem: undefined,
    });
    Object.assign(this, { textDocuments: [], notebookDocuments: [], workspaceFolders: undefined, tabs: [] });
    Object.assign(this, { panels: [], cancel: () => undefined });
    Object.assign(this, { activeTextEditor: undefined, logged: [] });
  },
  /** As a user who trusts the workspace. */
  trust(): void {
    this.isTrusted = true;
    events.trusted.fire(undefined);
  },
  /** As a user who edits the settings file. */
  configure(key: string, value: unknown): void {
    if (value === undefined) this.configuration.delete(key);
    else this.configuration.set(key, value);
    events.configuration.fire({
      affectsConfiguration: (section: string) => `inkling.${key}`.startsWith(section),
    });
  },
};

export const events = {
  configuration: new EventEmitter<unknown>(),
  trusted: new EventEmitter<unknown>(),
  textChanged: new EventEmitter<unknown>(),
  closed: new EventEmitter<unknown>(),
  selection: new EventEmitter<unknown>(),
  activeEditor: new EventEmitter<unknown>(),
  folders: new EventEmitter<unknown>(),
  fileCreated: new EventEmitter<unknown>(),
  fileChanged: new EventEmitter<unknown>(),
  fileDeleted: new EventEmitter<unknown>(),
};

export const workspace = {
  get textDocuments() {
    return world.textDocuments;
  },
  get notebookDocuments() {
    return world.notebookDocuments;
  },
  get workspaceFolders() {
    return world.workspaceFolders;
  },
  registerTextDocumentContentProvider: () => new Disposable(() => 0),
  onDidChangeConfiguration: events.configuration.event,
  onDidGrantWorkspaceTrust: events.trusted.event,
  get isTrusted() {
    return world.isTrusted;
  },
  onDidChangeTextDocument: events.textChanged.event,
  onDidCloseTextDocument: events.closed.event,
  asRelativePath: (uri: Uri) => {
    const folder = world.workspaceFolders?.find((one) => uri.path.startsWith(`${one.uri.path}/`));
    return folder ? uri.path.slice(folder.uri.path.length + 1) : uri.path;
  },
  onDidChangeWorkspaceFolders: events.folders.event,
  createFileSystemWatcher: () => ({
    onDidCreate: events.fileCreated.event,
    onDidChange: events.fileChanged.event,
    onDidDelete: events.fileDeleted.event,
    dispose: () => 0,
  }),
  getWorkspaceFolder: (uri: Uri) =>
    world.workspaceFolders?.find((folder) => uri.toString().startsWith(`${folder.uri.toString()}/`)),
  fs: fileSystem,
  findFiles: async ({ base, pattern }: RelativePattern, exclude: string | undefined) =>
    found(base, pattern, exclude).map((file) => Uri.parse(`file:${file}`)),
  getConfiguration: () => configurationOf(world),
};

/** A message with buttons is answered by the next choice, when that names one of them. */
async function answered(message: string, ...rest: readonly unknown[]): Promise<string | undefined> {
  world.messages.push(message);
  for (const one of rest) {
    const detail: unknown = typeof one === 'object' && one !== null ? Reflect.get(one, 'detail') : undefined;
    if (typeof detail === 'string') world.details.push(detail);
  }
  const buttons = rest.filter((one) => typeof one === 'string');
  const [choice] = world.choices;
  if (choice === undefined || buttons.length === 0) return undefined;
  world.choices.shift();
  return buttons.find((button) => button.includes(choice));
}

const log = (message: string): void => {
  world.logged.push(message);
};

export const window = {
  get activeTextEditor() {
    return world.activeTextEditor;
  },
  get visibleTextEditors() {
    return world.activeTextEditor === undefined ? [] : [world.activeTextEditor];
  },
  tabGroups: {
    get all() {
      return [{ tabs: world.tabs }];
    },
  },
  onDidChangeActiveTextEditor: events.activeEditor.event,
  onDidChangeTextEditorSelection: events.selection.event,
  createOutputChannel: () => ({
    trace: log,
    debug: log,
    info: log,
    warn: log,
    show: () => {
      log('show');
    },
    dispose: () => 0,
  }),
  createStatusBarItem: () => (world.statusItem = { show: () => 0, dispose: () => 0 }),
  showInformationMessage: answered,
  showWarningMessage: answered,
  showErrorMessage: answered,
  showInputBox: async () => world.inputs.shift(),
  showQuickPick: async (items: readonly { readonly label: string }[], options?: real.QuickPickOptions) => {
    world.lists.push(items);
    const choice = world.choices.shift();
    if (choice === undefined) return undefined;
    const chosen = items.find(({ label }) => label.includes(choice));
    return options?.canPickMany === true ? [chosen] : chosen;
  },
  showOpenDialog: async () => {
    const choice = world.choices.shift();
    return choice === undefined ? undefined : [Uri.parse(`file:${choice}`)];
  },
  createWebviewPanel: (type: string, _title: string, _column: unknown, options: unknown) => {
    const panel = { type, options, html: '' };
    world.panels.push(panel);
    return {
      webview: {
        set html(html: string) {
          panel.html = html;
        },
      },
    };
  },
  withProgress: (_options: unknown, work: (...rest: readonly unknown[]) => Promise<unknown>) => {
    const cancelled = new EventEmitter<undefined>();
    world.cancel = () => {
      cancelled.fire(undefined);
    };
    return work({ report: () => undefined }, { onCancellationRequested: cancelled.event });
  },
  createTreeView: (id: string, options: real.TreeViewOptions<unknown>) => {
    world.trees.set(id, options.treeDataProvider);
    return new Disposable(() => world.trees.delete(id));
  },
};

export const commands = {
  executeCommand: async (id: string, ...rest: readonly unknown[]) => {
    world.executed.push(id);
    return world.commands.get(id)?.(...rest);
  },
  registerCommand: (id: string, command: (...rest: readonly unknown[]) => unknown) => {
    world.commands.set(id, command);
    return new Disposable(() => world.commands.delete(id));
  },
};

export const languages = {
  registerInlineCompletionItemProvider: (_selector: unknown, provider: real.InlineCompletionItemProvider) => {
    world.providers.push(provider);
    return new Disposable(() => world.providers.splice(world.providers.indexOf(provider), 1));
  },
};

export const env = {
  appName: 'fake',
  remoteName: undefined,
  clipboard: { writeText: async (text: string) => void (world.clipboard = text) },
};
