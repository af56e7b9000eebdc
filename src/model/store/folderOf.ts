import type { Dirent } from 'node:fs';

/**
 * The folder of an entry that a recursive `readdir` has found. Node called it `path` up to version 20.11 and `parentPath`
 * since; version 24 has only the new name, and the types of this project's Node only the old one.
 */
export function folderOf(entry: Dirent): string {
  const folder: unknown = Reflect.get(entry, 'parentPath') ?? Reflect.get(entry, 'path');
  if (typeof folder !== 'string') throw new TypeError('This Node does not tell the folder of a file.');
  return folder;
}
