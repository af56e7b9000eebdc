import type { ProjectIndex } from '../../src/completion/ports';
import { languageFamily } from '../../src/completion/syntax/languageFamily';
import { languageIdOf } from '../../src/completion/syntax/languageOfPath';
import { Library } from '../../src/project/library';

/** A project index that knows these files, by their paths. */
export function projectOf(files: Readonly<Record<string, string>>): ProjectIndex {
  const library = new Library();
  for (const [path, text] of Object.entries(files)) {
    library.learn(
      { uri: `file:///${path}`, path, version: 1, family: languageFamily(languageIdOf(path)) },
      text,
    );
  }
  library.publish();
  const shelves = library.shelves.map(({ data }) => data);
  return { shelves: () => shelves };
}
