import { FileType, type Uri } from './vscodeValues';

/** The fake file system: contents by path. */
export const files = new Map<string, Uint8Array>();

/** The part of `vscode.workspace.fs` that the shell uses. */
export const fileSystem = {
  createDirectory: async (): Promise<void> => undefined,
  writeFile: async ({ path }: Uri, bytes: Uint8Array) => void files.set(path, bytes),
  readFile: async ({ path }: Uri): Promise<Uint8Array> => {
    const bytes = files.get(path);
    if (!bytes) throw new Error(`${path} is not there`);
    return bytes;
  },
  /** A file is as old as it is long: to write another text is to change it. */
  stat: async ({ path }: Uri) => {
    const bytes = files.get(path);
    if (!bytes) throw new Error(`${path} is not there`);
    return { type: FileType.File, mtime: bytes.length, size: bytes.length };
  },
  delete: async ({ path }: Uri) => void files.delete(path),
  readDirectory: async ({ path }: Uri): Promise<readonly (readonly [string, number])[]> => {
    const below = [...files.keys()].filter((file) => file.startsWith(`${path}/`));
    if (below.length === 0) throw new Error(`${path} is not there`);
    return below.map((file) => [file.slice(path.length + 1), 1]);
  },
};

/** Globs as far as the shell writes them: endings or a name below a folder, and folders to leave out. */
export function found(base: Uri, pattern: string, exclude = '{}'): readonly string[] {
  const endings = /\{(.*)\}/
    .exec(pattern)?.[1]
    ?.split(',')
    .map((ending) => `.${ending}`);
  const ends = endings ?? [pattern.slice('**'.length)];
  const excluded = exclude
    .slice(1, -1)
    .split(',')
    .filter((glob) => glob !== '');
  return [...files.keys()].filter((file) => {
    const isIn = file.startsWith(`${base.path}/`) && ends.some((end) => file.endsWith(end));
    return (
      isIn && !excluded.some((glob) => file.includes(`/${glob.replaceAll('**', '').replaceAll('/', '')}/`))
    );
  });
}
