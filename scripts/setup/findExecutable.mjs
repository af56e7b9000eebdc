import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** The absolute path of the first of these programs that can be run; a bare name is looked up on the PATH. Else undefined. */
export function findExecutable(...names) {
  for (const name of names) {
    const found = path.isAbsolute(name) ? [name] : onPath(name);
    const first = found.find(isExecutable);
    if (first !== undefined) return first;
  }
  return undefined;
}

function onPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => endings.map((ending) => path.join(folder, name + ending)));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Not there, or not ours to run: both mean "look further".
    return false;
  }
}
