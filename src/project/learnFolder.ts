import type { ProjectIndex } from '../completion/ports';
import { FolderFiles } from './folderFiles';
import { Library } from './library';
import { textOf } from './textOf';

/** Learns a whole folder in this thread, and keeps nothing on the disk: for the command line and the lab. */
export async function learnFolder(folder: string, signal: AbortSignal): Promise<ProjectIndex> {
  const source = new FolderFiles(folder);
  const library = new Library();
  for (const file of await source.list(signal)) {
    signal.throwIfAborted();
    const bytes = await source.read(file.uri);
    if (bytes && !library.isFull) library.learn(file, textOf(bytes));
  }
  library.publish();
  const shelves = library.shelves.map(({ data }) => data);
  return { shelves: () => shelves };
}
