import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** A folder on a file system of its own, until `remove`. */
export interface MountedFolder {
  makeReadOnly(): void;
  remove(): void;
}

/**
 * A small disk in memory, at an empty or missing folder. Undefined where the system does not let us: elsewhere than on
 * Linux, and for everybody but root.
 */
export function mountFolder(folder: string, megabytes: number): MountedFolder | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  mkdirSync(folder, { recursive: true });
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'inkling-test', folder);
  } catch {
    // A container without the right to mount.
    return undefined;
  }
  return {
    makeReadOnly: () => {
      run('mount', '-o', 'remount,ro', folder);
    },
    remove: () => {
      run('umount', '-l', folder);
    },
  };
}

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });
}
