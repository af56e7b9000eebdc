import path from 'node:path';

import { withHome } from '../chosenModelFile';

/** Where a chosen model lies after the folder `from` was moved to `to`; undefined when it lies elsewhere. */
export function movedPath(chosen: string, from: string, to: string): string | undefined {
  if (chosen === '') return undefined;
  const way = path.relative(from, path.resolve(withHome(chosen)));
  return way === '' || way.startsWith('..') || path.isAbsolute(way) ? undefined : path.join(to, way);
}
