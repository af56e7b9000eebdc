import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';

import { Fields } from '../parseFields';
import { folderOf } from '../store/folderOf';

export interface OllamaModel {
  /** 'qwen2.5-coder:1.5b-base'. */
  readonly name: string;
  readonly file: string;
  /** The blob's name is its hash. */
  readonly sha256: string;
}

const weights = 'application/vnd.ollama.image.model';

/** What Ollama's manifests name: its files have hashes for names and no ending. Never throws but `signal.reason`. */
export async function ollamaModels(folder: string, signal: AbortSignal): Promise<readonly OllamaModel[]> {
  const manifests = path.join(folder, 'manifests');
  const entries = await readdir(manifests, { recursive: true, withFileTypes: true }).catch(() => []);
  const models: OllamaModel[] = [];
  for (const entry of entries) {
    signal.throwIfAborted();
    if (!entry.isFile()) continue;
    const file = path.join(folderOf(entry), entry.name);
    const sha256 = await weightsOf(file);
    if (sha256 === undefined) continue;
    const blob = path.join(folder, 'blobs', `sha256-${sha256}`);
    const isThere = (await stat(blob).catch(() => undefined))?.isFile();
    if (isThere) models.push({ name: nameOf(path.relative(manifests, file)), file: blob, sha256 });
  }
  return models;
}

async function weightsOf(manifest: string): Promise<string | undefined> {
  try {
    const { layers } = { layers: new Fields(JSON.parse(await readFile(manifest, 'utf8'))).list('layers') };
    const layer = layers.map((one) => new Fields(one)).find((one) => one.raw('mediaType') === weights);
    return /^sha256:([0-9a-f]{64})$/.exec(layer?.text('digest') ?? '')?.[1];
  } catch {
    // Not a manifest, or of another version.
    return undefined;
  }
}

/** 'registry.ollama.ai/library/qwen2.5-coder/1.5b-base' is 'qwen2.5-coder:1.5b-base' to its users. */
function nameOf(place: string): string {
  const parts = place.split(path.sep);
  const tag = parts.at(-1) ?? '';
  const owner = parts.at(-3) ?? 'library';
  const model = parts.at(-2) ?? '';
  return `${owner === 'library' ? '' : `${owner}/`}${model}:${tag}`;
}
