import type { Snippet } from '../request';
import { encode } from '../shelf/bytes';
import type { Line, ProjectView, Reader } from './projectView';

/** Lines of one window, blank ones not counted. */
const windowLines = 16;
const mostWindows = 5;
const longestWindow = 1_600;

/** The words that are looked up, and the places that are looked at for each. */
const mostWords = 48;
const placesPerWord = 48;

/** A word in more places than this is one of the project's own keywords. */
const commonFrom = 400;

/** A window says something about this place when it has this many of its words. */
const fewestWords = 3;

const identifier = /[A-Za-z_$][\w$]{3,}/g;

/**
 * The project's windows that share the most telling words with the cursor's surroundings: each word weighs as much as it
 * is rare (BM25's inverse document frequency, without its lengths, since windows are equally long).
 */
export function similarInProject(
  view: ProjectView,
  around: string,
  languageId: string,
  reader: Reader,
): readonly Snippet[] {
  const windows = new Map<string, Window>();
  const words = [...new Set(around.match(identifier)?.reverse())].slice(0, mostWords);
  for (const word of words) {
    const needle = encode(word);
    const total = view.count(needle);
    if (total === 0 || total > commonFrom) continue;
    const weight = Math.log(1 + commonFrom / total);
    for (const line of view.linesWith(needle, reader, placesPerWord)) {
      const index = Math.floor((line.entry - line.page.start) / windowLines);
      const key = `${line.page.uri} ${index}`;
      const window = windows.get(key) ?? { line, index, words: new Set<string>(), weight: 0 };
      if (window.words.has(word)) continue;
      window.words.add(word);
      window.weight += weight;
      windows.set(key, window);
    }
  }
  const most = words.length * Math.log(1 + commonFrom);
  return [...windows.values()]
    .filter((window) => window.words.size >= fewestWords)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostWindows)
    .map(({ line, index, weight }) => {
      const from = line.page.start + index * windowLines;
      return {
        path: line.page.path,
        languageId,
        text: view.excerpt(line, from, from + windowLines, longestWindow),
        score: weight / most,
        collector: 'similarInProject',
      };
    });
}

interface Window {
  readonly line: Line;
  readonly index: number;
  readonly words: Set<string>;
  weight: number;
}
