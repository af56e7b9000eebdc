import { readdir } from 'node:fs/promises';
import path from 'node:path';

/** The model that ships with the extension: the first GGUF file of the folder, by name; undefined when there is none. */
export async function findBundledModel(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const [first] = names.filter((name) => name.endsWith('.gguf')).sort();
  return first === undefined ? undefined : path.join(folder, first);
}
