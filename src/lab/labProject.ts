import type { ProjectIndex, ShelfData } from '../completion/ports';
import { languageFamily } from '../completion/syntax/languageFamily';
import { isWorthReading } from '../project/describeFile';
import { largestFile } from '../project/fileSource';
import { Library } from '../project/library';
import type { CorpusFile } from './hole';

/** A package as the extension's project index has learned it. */
export class LabProject implements ProjectIndex {
  readonly #shelves: readonly ShelfData[];

  constructor(files: readonly CorpusFile[]) {
    const library = new Library();
    for (const file of files) {
      const { path, languageId, text } = file;
      const learned = { uri: uriOf(file), path, version: 1, family: languageFamily(languageId) };
      if (isWorthReading(path) && text.length <= largestFile && !library.isFull) library.learn(learned, text);
    }
    library.publish();
    this.#shelves = library.shelves.map(({ data }) => data);
  }

  shelves(): readonly ShelfData[] {
    return this.#shelves;
  }

  /** Nothing of these paths is proposed until others are hidden instead. */
  hide(paths: ReadonlySet<string>): void {
    for (const { pages, live } of this.#shelves) {
      for (const [index, { path }] of pages.entries()) live[index] = paths.has(path) ? 0 : 1;
    }
  }
}

/** What a file is called, open or not: a document that is open is read from there only. */
export function uriOf(file: CorpusFile): string {
  return `lab:/${encodeURI(`${file.package}/${file.path}`)}`;
}
