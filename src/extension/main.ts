import path from 'node:path';

import * as vscode from 'vscode';

import { Engine } from '../completion/engine';
import { machineIdentity } from '../model/fit/machine';
import { MachineNotebook } from '../model/fit/machineNotes';
import { readMachine } from '../model/fit/readMachine';
import { describeGraphics } from '../model/gpu/describeGraphics';
import { Activity } from './activity';
import { CaretRest } from './caretRest';
import { ChosenModels } from './chosenModels';
import { clock } from './clock';
import { registerCommands, useModelFile } from './commands';
import { createLifecycle, lifecycleSettings } from './createLifecycle';
import { createScout } from './createScout';
import { DecisionJournal } from './decisionJournal';
import { diagnosticsOf, type Diagnostics } from './diagnostics';
import { EditTracker } from './editTracker';
import { grammarFiles } from './grammarFiles';
import { InlineCompletionProvider } from './inlineCompletionProvider';
import { createLearning } from './learning/createLearning';
import { LiveSettings } from './liveSettings';
import { channelLogger } from './logger';
import { ModelChoice } from './modelChoice';
import { ModelsDesk } from './models/modelsDesk';
import { modelsFolder } from './models/modelsFolder';
import { offHere } from './offHere';
import { Power } from './power';
import { progressSentence } from './progressSentence';
import { ProjectLife } from './projectLife';
import { ProviderRegistration } from './providerRegistration';
import { ServerMembers } from './serverMembers';
import { SpeedNotes } from './speedNotes';
import { describeStatus, type Status } from './status';
import { StatusBar } from './statusBar';
import { WorkspaceReader } from './workspaceReader';

/** What other extensions, such as a test suite, get from `activate()`. */
export interface Api {
  diagnostics(): Promise<Diagnostics>;
}

/** The model is loaded when VS Code has had time to draw its window, or with the first request; in milliseconds. */
const startupIdleMs = 1_500;

let stop: (() => Promise<void>) | undefined;

/** Builds the parts and hands them to each other. Nothing is loaded yet: no model, no parser, no grammar. */
export function activate({
  extension,
  extensionPath,
  globalState,
  globalStorageUri,
  secrets,
  storageUri,
  subscriptions,
}: vscode.ExtensionContext): Api {
  const startedAt = clock.now();
  const refresh = (): void => {
    statusBar.refresh();
  };
  const channel = vscode.window.createOutputChannel('Inkling', { log: true });
  const logger = channelLogger(channel);
  const settings = new LiveSettings(logger, new Power(clock));
  const journal = new DecisionJournal(logger, () => {
    refresh();
    speeds.notice();
  });
  const activity = new Activity(refresh);
  const notebook = new MachineNotebook(() => modelsFolder(settings.current.model.folder));
  const scout = createScout({
    root: extensionPath,
    notebook,
    // A failure is in the state, and an overtaking call has its own caller.
    found: () => void lifecycle.restart().catch(() => undefined),
  });
  const lifecycle = createLifecycle(extensionPath, settings.current.model, scout, clock, logger);
  const speeds = new SpeedNotes({
    run: () => lifecycle.run,
    notebook,
    machine: async () => machineIdentity(await readMachine()),
    now: () => clock.now(),
    today: () => Date.now(),
    noted: () => {
      desk.rejudge();
    },
  });
  const choice = new ModelChoice({
    lifecycle,
    bundledFolder: path.join(extensionPath, 'media', 'models'),
    logger,
    written: () => settings.current.model.path,
    changed: refresh,
  });
  const inUse = (): string | undefined => {
    const { state } = lifecycle;
    return 'file' in state ? state.file : undefined;
  };
  const desk = new ModelsDesk({
    extensionPath,
    settings,
    globalState,
    secrets,
    notebook,
    scout,
    inUse,
    use: (file) => useModelFile(choice, file),
    restart: () => lifecycle.restart(),
    onMyCode: async (file) => {
      const { BenchmarkStore } = await import('./benchmark/benchmarkStore');
      return new BenchmarkStore(globalStorageUri).onMyCode(file);
    },
    changed: refresh,
  });
  const status = (): Status =>
    describeStatus({
      isPaused: settings.isPaused,
      isEnabled: settings.current.completion.enabled,
      isAutomatic: settings.current.completion.automatic,
      isThinking: activity.isThinking,
      offHere: offHere(settings.current.completion.disabledLanguages),
      isStarting: choice.isStarting,
      model: lifecycle.state,
      refused: choice.refused,
    });
  const project = new ProjectLife({
    extensionPath,
    storage: storageUri,
    settings: () => settings.current.project,
    clock,
    logger,
    changed: refresh,
  });
  const statusBar = new StatusBar({
    status,
    project: () => progressSentence(project.progress),
    downloading: () => desk.downloading,
    modelState: () => lifecycle.state,
    lastDecision: () => journal.decisions.at(-1),
  });
  const workspace = new WorkspaceReader(project);
  const grammars = grammarFiles(path.join(extensionPath, 'dist', 'grammars'));
  const models = new ChosenModels(lifecycle, choice);
  const { taste, learning, ghost } = createLearning(globalStorageUri.fsPath, settings, clock, logger);
  const members = new ServerMembers(clock);
  const engine = new Engine({ models, workspace, grammars, clock, logger, journal, taste, members });
  const edits = new EditTracker(clock, engine, ghost);
  const provider = new ProviderRegistration(
    new InlineCompletionProvider({ engine, settings, edits, ghost, activity, clock, logger }),
  );
  const caret = new CaretRest({ engine, settings, clock });
  const diagnostics = async (): Promise<Diagnostics> =>
    diagnosticsOf({
      version: version(extension),
      activationMs,
      status: status(),
      modelState: lifecycle.state,
      hostPid: lifecycle.hostPid,
      graphics: describeGraphics(await scout.report()),
      project: project.progress,
      journal,
    });

  // Loaded when it is asked for: few people do it, and not often.
  const benchmark = async (argument: unknown): Promise<unknown> => {
    const { benchmarkModels } = await import('./benchmark/benchmarkModels');
    return benchmarkModels(
      {
        extensionPath,
        storage: globalStorageUri,
        modelInUse: inUse,
        installedModels: () => desk.installed(),
      },
      argument,
    );
  };
  const start = (): void => {
    if (settings.completion.enabled) void choice.started();
  };
  const startSoon = setTimeout(start, startupIdleMs);
  const obeySettings = (): void => {
    lifecycle.updateSettings(lifecycleSettings(settings.current.model));
    if (choice.isStarting) start();
    else void choice.follow();
    provider.renew();
    project.obey();
    refresh();
  };
  subscriptions.push(
    channel,
    settings,
    settings.onChange(obeySettings),
    activity,
    statusBar,
    lifecycle.onState(({ kind }) => {
      refresh();
      desk.refresh();
      if (kind === 'ready') caret.again();
    }),
    caret,
    vscode.window.onDidChangeActiveTextEditor(refresh),
    vscode.workspace.onDidChangeConfiguration(refresh),
    project,
    workspace,
    edits,
    provider,
    registerCommands({
      settings,
      choice,
      lifecycle,
      journal,
      channel,
      logger,
      status,
      diagnostics,
      benchmark,
      models: desk.commands,
      taste,
      learning,
    }),
    new vscode.Disposable(() => {
      clearTimeout(startSoon);
    }),
  );
  stop = async () => {
    clearTimeout(startSoon);
    scout.dispose();
    await desk.dispose();
    await learning.save();
    await engine.dispose();
    await speeds.finish();
    await lifecycle.dispose();
  };
  const activationMs = clock.now() - startedAt;
  return { diagnostics };
}

/** VS Code waits for this: the model's process must not outlive its window. */
export async function deactivate(): Promise<void> {
  await stop?.();
  stop = undefined;
}

function version(extension: vscode.Extension<unknown>): string {
  const manifest: unknown = extension.packageJSON;
  const written: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'version') : undefined;
  return typeof written === 'string' ? written : 'unknown';
}
