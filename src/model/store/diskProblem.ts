import { ModelError } from '../errors';

/** Node's code of an error: 'ENOENT', 'ENOSPC', …; undefined for anything else that was thrown. */
export function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : undefined;
}

/** What an error of the file system means for a folder of models; undefined when it was something else. */
export function diskProblem(thrown: unknown, folder: string): ModelError | undefined {
  switch (codeOf(thrown) ?? '') {
    case 'ENOSPC':
    case 'EDQUOT':
      return new ModelError(
        'disk-full',
        `The disk that holds ${folder} is full.`,
        'Make room and resume, or choose another models folder.',
        { cause: thrown },
      );
    case 'EFBIG':
      return new ModelError(
        'disk-full',
        `The file system of ${folder} can't hold a file of this size.`,
        'Choose a models folder on another disk; FAT32 ends at 4 GB.',
        { cause: thrown },
      );
    case 'EROFS':
      return notWritable(folder, 'its disk is read-only', thrown);
    case 'EACCES':
    case 'EPERM':
      return notWritable(folder, 'the system does not allow it', thrown);
    case 'EBUSY':
      return notWritable(folder, 'another program uses a file there', thrown);
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ESTALE':
      return folderGone(folder, thrown);
    default:
      return undefined;
  }
}

function notWritable(folder: string, why: string, cause: unknown): ModelError {
  return new ModelError(
    'not-writable',
    `The models folder ${folder} can't be written: ${why}.`,
    'Choose a models folder that you may write to, and close programs that use the file.',
    { cause },
  );
}

export function folderGone(folder: string, cause?: unknown): ModelError {
  return new ModelError(
    'folder-gone',
    `The folder ${folder} disappeared while it was being written.`,
    'Download again; what had arrived in that folder is gone with it.',
    { cause },
  );
}

/** `size` bytes for people. */
export function gigabytes(size: number): string {
  return size < 1e9 ? `${(size / 1e6).toFixed(0)} MB` : `${(size / 1e9).toFixed(1)} GB`;
}
