import type { Uri } from './vscodeValues';

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
  delete: async ({ path }: Uri) => void files.delete(path),
  readDirectory: async ({ path }: Uri): Promise<readonly (readonly [string, number])[]> => {
    const below = [...files.keys()].filter((file) => file.startsWith(`${path}/`));
    if (below.length === 0) throw new Error(`${path} is not there`);
    return below.map((file) => [file.slice(path.length + 1), 1]);
  },
};

/** `{**∕*.{a,b}}` as far as the shell writes it: endings below a folder, and folders to leave out. */
export function found(base: Uri, pattern: string, exclude: string): readonly string[] {
  const endings = /\{(.*)\}/.exec(pattern)?.[1]?.split(',') ?? [];
  const excluded = exclude.slice(1, -1).split(',');
  return [...files.keys()].filter((file) => {
    const isIn = file.startsWith(`${base.path}/`) && endings.some((ending) => file.endsWith(`.${ending}`));
    return (
      isIn && !excluded.some((glob) => file.includes(`/${glob.replaceAll('**', '').replaceAll('/', '')}/`))
    );
  });
}
