import { homedir } from 'node:os';
import path from 'node:path';

import { repository } from '../bundle/repository.mjs';

/**
 * Where everything lives that is too big, or too much of this machine, for the repository: an absolute path.
 * `INKLING_CACHE` wins; then `XDG_CACHE_HOME`/inkling; then ~/.cache/inkling. The folder need not exist yet.
 * Throws when it would lie inside the repository: packaging, linting and searching would then walk through it.
 */
export function cacheFolder() {
  const folder = path.resolve(process.env.INKLING_CACHE || path.join(cacheHome(), 'inkling'));
  const fromRepository = path.relative(repository, folder);
  const isOutside = fromRepository.startsWith('..') || path.isAbsolute(fromRepository);
  if (!isOutside)
    throw new Error(
      `The cache folder ${folder} lies inside the repository. Set INKLING_CACHE to a folder elsewhere.`,
    );
  return folder;
}

/** The XDG rules say that a relative path there is to be ignored. */
function cacheHome() {
  const chosen = process.env.XDG_CACHE_HOME ?? '';
  return path.isAbsolute(chosen) ? chosen : path.join(homedir(), '.cache');
}
