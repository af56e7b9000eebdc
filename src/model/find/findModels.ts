import { readFile, realpath, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { inspectModelFile } from '../inspectModelFile';
import type { InstalledModel } from '../store/installedModel';
import type { FolderClues } from '../store/modelsFolder';
import { ollamaModels } from './ollamaModels';
import { toolFolders, type ToolFolder } from './toolFolders';
import { walkFolder } from './walkFolder';

export interface FindOptions extends Partial<FolderClues> {
  /** Further folders to look into. */
  readonly folders?: readonly string[];
  /** By which the search is limited: a home on a slow network drive must not hold the user up for ever. */
  readonly now?: () => number;
}

/** A disk of today lists all known places in a fraction of a second. */
const longestSearchMs = 20_000;

interface Candidate {
  readonly file: string;
  readonly tool: string;
  readonly name: string | undefined;
  readonly sha256: string | undefined;
}

/**
 * The models that other tools have on this machine and that complete code, each real file once. Everything is only read.
 * Files that are no such models (chat models without fill-in-the-middle tokens, parts, encoders) are left out. Ends after
 * some seconds with what it has found by then. Throws `signal.reason`.
 */
export async function findModels(
  options: FindOptions,
  signal: AbortSignal,
): Promise<readonly InstalledModel[]> {
  const { platform = process.platform, home = os.homedir(), env = process.env, folders = [] } = options;
  const { now = Date.now } = options;
  const end = now() + longestSearchMs;
  const isOver = (): boolean => now() > end;
  const places = [
    ...toolFolders({ platform, home, env }),
    ...folders.map((folder): ToolFolder => ({ tool: path.basename(folder), folder, layout: 'files' })),
  ];
  const models = new Map<string, InstalledModel>();
  for (const place of places) {
    for (const candidate of await candidatesIn(place, isOver, signal)) {
      signal.throwIfAborted();
      if (isOver()) break;
      const real = await realpath(candidate.file).catch(() => undefined);
      if (real === undefined || models.has(real)) continue;
      const model = await inspected(candidate);
      if (model) models.set(real, model);
    }
  }
  return [...models.values()];
}

async function candidatesIn(
  { tool, folder: named, layout, pointer }: ToolFolder,
  isOver: () => boolean,
  signal: AbortSignal,
): Promise<readonly Candidate[]> {
  const folder = pointer === undefined ? named : await pointedTo(pointer, named);
  if (folder === undefined) return [];
  if (layout === 'ollama') return (await ollamaModels(folder, signal)).map((model) => ({ ...model, tool }));
  const files = await walkFolder(folder, '.gguf', isOver, signal);
  return files.map((file) => ({ file, tool, name: undefined, sha256: undefined }));
}

async function pointedTo(pointer: string, below: string): Promise<string | undefined> {
  const target = (await readFile(pointer, 'utf8').catch(() => '')).trim();
  return path.isAbsolute(target) ? path.join(target, below) : undefined;
}

async function inspected({ file, tool, name, sha256 }: Candidate): Promise<InstalledModel | undefined> {
  try {
    const header = await inspectModelFile(file, Infinity);
    const { mtimeMs } = await stat(file);
    return {
      ref: file,
      name: name ?? path.basename(file, path.extname(file)),
      file,
      origin: 'found',
      bytes: header.fileBytes,
      sha256: sha256 ?? (await hashInName(file)),
      source: undefined,
      addedAt: Math.round(mtimeMs),
      verifiedAt: undefined,
      tool,
    };
  } catch {
    // A model for something else, half a download, or not readable for us: nothing to offer.
    return undefined;
  }
}

/** The Hugging Face cache links names to files that are called by their hash. */
async function hashInName(file: string): Promise<string | undefined> {
  const real = await realpath(file).catch(() => file);
  return /^[0-9a-f]{64}$/.exec(path.basename(real))?.[0];
}
