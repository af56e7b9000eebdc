import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL, fileURLToPath } from 'node:url';

import { describeFile, isWorthReading } from './describeFile';
import type { FileSource } from './fileSource';
import { IgnoreRules } from './ignoreRules';
import type { LearnedFile } from './library';

/** A folder of the disk as a project: what `.gitignore` leaves, sorted by path. For the command line and the lab. */
export class FolderFiles implements FileSource {
  readonly #root: string;

  constructor(root: string) {
    this.#root = path.resolve(root);
  }

  async list(signal: AbortSignal): Promise<readonly LearnedFile[]> {
    const rules = new IgnoreRules();
    const files: LearnedFile[] = [];
    const visit = async (folder: string): Promise<void> => {
      signal.throwIfAborted();
      const entries = await readdir(path.join(this.#root, folder), { withFileTypes: true });
      if (entries.some(({ name }) => name === '.gitignore')) {
        rules.add(folder, await readFile(path.join(this.#root, folder, '.gitignore'), 'utf8'));
      }
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const place = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (rules.ignores(entry.isDirectory() ? `${place}/` : place)) continue;
        if (entry.isDirectory()) await visit(place);
        else if (entry.isFile()) files.push(...(await this.#file(place)));
      }
    };
    await visit('');
    return files;
  }

  async look(uri: string): Promise<LearnedFile | undefined> {
    const place = path.relative(this.#root, fileURLToPath(uri)).replaceAll('\\', '/');
    return (await this.#file(place).catch(() => []))[0]; // it is gone
  }

  async read(uri: string): Promise<Uint8Array | undefined> {
    return readFile(fileURLToPath(uri)).then(
      (bytes) => new Uint8Array(bytes),
      () => undefined,
    );
  }

  async #file(place: string): Promise<readonly LearnedFile[]> {
    if (!isWorthReading(place)) return [];
    const file = path.join(this.#root, place);
    const { mtimeMs, size } = await stat(file);
    const facts = { uri: pathToFileURL(file).href, path: place, modifiedMs: mtimeMs, bytes: size };
    return [describeFile(facts)].filter((described) => described !== undefined);
  }
}
