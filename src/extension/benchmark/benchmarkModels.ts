import path from 'node:path';

import * as vscode from 'vscode';

import type { BenchmarkRecord } from '../../lab/benchmarkRecord';
import { findBundledModel } from '../../model/bundledModel';
import type { InstalledModel } from '../../model/store/installedModel';
import { settingKeys } from '../settings';
import { pickFolders, pickModels, pickPlaces, withOwnNames, type KnownModel } from './benchmarkPicks';
import { BenchmarkStore } from './benchmarkStore';
import type { NamedModel } from './benchmarkWire';
import { readCode } from './readCode';
import { runLab } from './runLab';

export interface BenchmarkParts {
  readonly extensionPath: string;
  readonly storage: vscode.Uri;
  /** The whole path of the model in use; undefined when there is none. */
  modelInUse(): string | undefined;
  installedModels(): Promise<readonly InstalledModel[]>;
}

/** What is compared, on what, and at how many places. */
export interface Choice {
  readonly models: readonly NamedModel[];
  readonly folders: readonly vscode.Uri[];
  readonly places: number;
}

/** Fixed, so that the same code gives the same places, and two benchmarks compare. */
const seed = 1;

/**
 * "Inkling: Benchmark Models on My Code…": asks what is not in `argument`, measures with progress in a process of its own,
 * keeps the figures, and shows them. Undefined when the user leaves, or there is nothing to measure.
 */
export async function benchmarkModels(
  parts: BenchmarkParts,
  argument: unknown,
): Promise<BenchmarkRecord | undefined> {
  const choice = given(argument) ?? (await choose(parts));
  if (!choice) return undefined;
  const measured = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Inkling: benchmark', cancellable: true },
    (progress, token) => measure(choice, parts, progress, token),
  );
  if (!measured) return undefined;
  await new BenchmarkStore(parts.storage).add(measured.record);
  showPage(measured.html);
  return measured.record;
}

async function choose(parts: BenchmarkParts): Promise<Choice | undefined> {
  const models = await pickModels(await knownModels(parts));
  const folders = models && (await pickFolders());
  const places = folders && (await pickPlaces());
  return models && folders && places !== undefined ? { models, folders, places } : undefined;
}

async function knownModels(parts: BenchmarkParts): Promise<readonly KnownModel[]> {
  const bundled = await findBundledModel(path.join(parts.extensionPath, 'media', 'models'));
  const inUse = parts.modelInUse();
  const installed = (await parts.installedModels()).map(({ name, file, origin, tool }) => ({
    name,
    file,
    origin: tool ?? origin,
    isUsual: false,
  }));
  const known = [
    ...(bundled === undefined ? [] : [modelAt(bundled, 'bundled')]),
    ...(inUse === undefined ? [] : [modelAt(inUse, 'in use')]),
    ...installed,
  ];
  // The first of each file: the bundled one and the one in use are what most people want to know about.
  return known.filter(({ file }, index) => known.findIndex((other) => other.file === file) === index);
}

function modelAt(file: string, origin: string): KnownModel {
  return { name: path.basename(file, '.gguf'), file, origin, isUsual: true };
}

type Progress = vscode.Progress<{ message?: string; increment?: number }>;

async function measure(
  { models, folders, places }: Choice,
  { extensionPath }: BenchmarkParts,
  progress: Progress,
  token: vscode.CancellationToken,
): Promise<{ readonly record: BenchmarkRecord; readonly html: string } | undefined> {
  const cancellation = new AbortController();
  const subscription = token.onCancellationRequested(() => {
    cancellation.abort(new Error('cancelled'));
  });
  try {
    progress.report({ message: 'reading your code' });
    const files = await readCode(folders, cancellation.signal);
    progress.report({ message: 'choosing places in your code' });
    const order = { files, models, settings: writtenSettings(), places, seed };
    const labFile = path.join(extensionPath, 'dist', 'lab.mjs');
    const outcome = await runLab(
      labFile,
      order,
      ({ model, done, all }) => {
        const increment = done === 0 ? 0 : 100 / (all * models.length);
        progress.report({ message: `${model}, place ${done} of ${all}`, increment });
      },
      cancellation.signal,
    );
    if (outcome.type === 'failed') throw new Error(outcome.message);
    if (outcome.type === 'done') return outcome;
    const sentence = 'The folders hold no source code in a language that Inkling can parse.';
    void vscode.window.showInformationMessage(`Inkling: ${sentence}`);
    return undefined;
  } catch (error) {
    if (cancellation.signal.aborted) return undefined;
    throw error;
  } finally {
    subscription.dispose();
  }
}

function writtenSettings(): Readonly<Record<string, unknown>> {
  const configuration = vscode.workspace.getConfiguration('inkling');
  return Object.fromEntries(settingKeys.map((key) => [key, configuration.get(key)]));
}

/** A page of text and drawings: its own policy forbids everything else. */
function showPage(html: string): void {
  const panel = vscode.window.createWebviewPanel(
    'inklingBenchmark',
    'Inkling: Models on My Code',
    vscode.ViewColumn.Active,
    { enableScripts: false, enableForms: false, enableCommandUris: false, localResourceRoots: [] },
  );
  panel.webview.html = html;
}

/** For keybindings, tasks and tests: { models: [paths], folders: [URIs], places }. */
function given(argument: unknown): Choice | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const [models, folders, places] = ['models', 'folders', 'places'].map((key): unknown =>
    Reflect.get(argument, key),
  );
  if (!isTexts(models) || !isTexts(folders) || typeof places !== 'number') return undefined;
  const named = models.map((file) => ({ name: path.basename(file, '.gguf'), file }));
  return { models: withOwnNames(named), folders: folders.map((uri) => vscode.Uri.parse(uri)), places };
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
