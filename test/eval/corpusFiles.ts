import path from 'node:path';

import { heldOutFolders } from './heldOut';
import type { Options } from './options';
import { readCorpus } from './readCorpus';

export interface Folders {
  /** Holds dist/. */
  readonly root: string;
  readonly repository: string;
}

/** The files of the corpus that the options name, and what a reader must know of them. */
export async function corpusFiles(
  { corpora, languages }: Options,
  { repository }: Folders,
  signal: AbortSignal,
) {
  const heldOut = corpora.length > 0 ? [] : await heldOutFolders(repository, signal);
  const own = path.join(repository, 'src');
  const places = corpora.length > 0 ? corpora : heldOut.length > 0 ? heldOut : [own];
  const all = (await Promise.all(places.map((place) => readCorpus(place)))).flat();
  const files = all.filter(({ languageId }) => languages.length === 0 || languages.includes(languageId));
  const remarks = places.includes(own)
    ? ['The held-out packages could not be fetched: these are holes in the source of Inkling itself.']
    : [];
  return { files, remarks: corpora.length > 0 ? [] : remarks };
}
