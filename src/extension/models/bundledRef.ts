import path from 'node:path';

import { catalogue } from '../../model/catalogue/catalogue';

/** As the catalogue names it, so that its licence and card are known. */
export function bundledRef(fileName: string): string {
  const known = catalogue
    .flatMap(({ variants }) => variants)
    .find(({ repository, file }) => repository === '' && file === fileName);
  return known?.ref ?? `inkling:${path.basename(fileName, '.gguf')}`;
}
