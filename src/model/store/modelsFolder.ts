import os from 'node:os';
import path from 'node:path';

/** What decides where a user's models live. */
export interface FolderClues {
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * The models folder when no setting names one: the same for the extension and the command line, so that one installs for
 * the other. `INKLING_MODELS` overrides it; else the system's place for a user's data.
 */
export function defaultModelsFolder(
  { platform, home, env }: FolderClues = { platform: process.platform, home: os.homedir(), env: process.env },
): string {
  const named = env.INKLING_MODELS ?? '';
  if (named !== '') return path.resolve(named);
  const join = (...names: readonly string[]): string =>
    platform === 'win32' ? path.win32.join(...names) : path.posix.join(...names);
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Inkling', 'models');
  }
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Inkling', 'models');
  // The specification ignores paths that are not whole.
  const data = env.XDG_DATA_HOME ?? '';
  return join(data.startsWith('/') ? data : join(home, '.local', 'share'), 'inkling', 'models');
}
