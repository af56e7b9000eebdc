import { mkdir } from 'node:fs/promises';

import { ModelError } from '../errors';

/**
 * Unpacks an archive as npm makes them: a gzipped tar with one folder, whose content goes into `folder`. Only files are
 * made, and only inside it. Throws ModelError wrong-size when it is none; Node's error; `signal.reason` when it was
 * aborted before the end.
 */
export async function unpackArchive(archive: string, folder: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await mkdir(folder, { recursive: true });
  const faults: Error[] = [];
  // Hardly ever needed, so not read at every start.
  const { extract } = await import('tar');
  await extract({
    file: archive,
    cwd: folder,
    strip: 1,
    preserveOwner: false,
    // Folders come with their files; links have no place in such a package.
    filter: (name, entry) => {
      const isFile = 'type' in entry && (entry.type === 'File' || entry.type === 'OldFile');
      if (isFile && !isInside(name)) faults.push(notAnArchive(`a file named ${JSON.stringify(name)}`));
      return isFile && faults.length === 0 && !signal.aborted;
    },
    // The library goes on where it can, whatever it meets; a part of an engine is none.
    onwarn: (code, message: unknown) => {
      if (!harmless.has(code))
        faults.push(message instanceof Error ? message : notAnArchive(String(message)));
    },
  });
  signal.throwIfAborted();
  if (faults[0]) throw faults[0];
}

/** About an entry that the filter leaves out, and about what is not needed. */
const harmless = new Set(['TAR_ENTRY_INVALID', 'TAR_ENTRY_INFO', 'TAR_ENTRY_UNSUPPORTED']);

function isInside(name: string): boolean {
  const names = name.split('/').slice(1);
  return (
    names.length > 0 &&
    names.every((one) => one !== '' && one !== '.' && one !== '..' && !/[\\:\0]/.test(one))
  );
}

function notAnArchive(what: string): ModelError {
  return new ModelError('wrong-size', `The archive has a fault: ${what}.`, 'Nothing was installed.');
}
