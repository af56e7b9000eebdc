import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { ShelfData } from '../completion/ports';
import { decodeShelf, encodeShelf } from './shelfFile';

const ending = '.shelf';

/**
 * Sealed shelves in a folder, one file each, written once. A second window adds files of its own and takes nothing that
 * this one still needs: what is missing or damaged is learned again. Deleting the folder is safe at any time.
 */
export class ShelfStore {
  readonly #folder: string;
  readonly #files = new Map<ShelfData, string>();
  #lastSavedAt = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The shelves that are in the folder, oldest first; damaged files are removed. */
  async load(): Promise<readonly ShelfData[]> {
    const names = await readdir(this.#folder).catch(() => []); // there is none yet
    const shelves: { readonly data: ShelfData; readonly savedAt: number }[] = [];
    for (const name of names.filter((each) => each.endsWith(ending))) {
      const file = path.join(this.#folder, name);
      const bytes = await readFile(file).catch(() => undefined); // another window has just removed it
      const shelf = bytes && decodeShelf(new Uint8Array(bytes));
      if (shelf) {
        shelves.push(shelf);
        this.#files.set(shelf.data, file);
        this.#lastSavedAt = Math.max(this.#lastSavedAt, shelf.savedAt);
      } else {
        await rm(file, { force: true });
      }
    }
    return shelves.sort((a, b) => a.savedAt - b.savedAt).map(({ data }) => data);
  }

  /** Makes the folder hold these shelves, and removes the files of those that it held before. */
  async save(shelves: readonly ShelfData[]): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    for (const data of shelves) {
      if (this.#files.has(data)) continue;
      const file = path.join(this.#folder, `${randomUUID()}${ending}`);
      this.#lastSavedAt = Math.max(this.#lastSavedAt + 1, Date.now());
      await writeFile(`${file}.part`, encodeShelf(data, this.#lastSavedAt));
      await rename(`${file}.part`, file);
      this.#files.set(data, file);
    }
    for (const [data, file] of this.#files) {
      if (shelves.includes(data)) continue;
      await rm(file, { force: true });
      this.#files.delete(data);
    }
  }
}
