import { knownTokenTexts } from '../fimFamilies';
import { ModelError } from '../errors';
import { readGgufHeader } from '../readGgufHeader';
import type { RemoteFile } from './askHub';

/** What is wrong with a file that seems complete; undefined when nothing is. */
export async function checkWhole(
  file: string,
  sha256: string,
  remote: RemoteFile,
): Promise<ModelError | undefined> {
  if (remote.sha256 !== undefined) return sha256 === remote.sha256 ? undefined : wrongHash(remote);
  // Nobody knows the hash: the file's own table of contents must at least fit.
  try {
    await readGgufHeader(file, knownTokenTexts);
    return undefined;
  } catch (error) {
    if (error instanceof ModelError) return error;
    throw error;
  }
}

function wrongHash({ url }: RemoteFile): ModelError {
  return new ModelError(
    'wrong-hash',
    `What ${new URL(url).host} sent is not the file that its publisher has uploaded: the SHA-256 differs.`,
    'It was deleted. Try again, and use another mirror when it happens twice.',
  );
}
