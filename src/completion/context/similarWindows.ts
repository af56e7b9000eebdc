import type { Snippet } from '../request';
import type { FileWindow, WindowedFile } from './fileWindows';
import { similarity, type Words } from './similarity';

const mostWindows = 4;

/** Less in common than this is what any two files of a language share. */
const leastSimilarity = 0.12;

/** Two windows this alike say the same thing twice. */
const sameThing = 0.8;

/** The windows of other files that have most words in common with the cursor's surroundings, best first. */
export function similarWindows(files: readonly WindowedFile[], around: Words): readonly Snippet[] {
  const candidates = files
    .flatMap((file) =>
      file.windows.map((window) => ({ file, window, score: similarity(window.words, around) })),
    )
    .filter(({ score }) => score >= leastSimilarity)
    .sort((a, b) => b.score - a.score);
  const chosen: Candidate[] = [];
  for (const candidate of candidates) {
    if (chosen.length === mostWindows) break;
    if (!chosen.some((other) => isRepetition(other, candidate))) chosen.push(candidate);
  }
  return chosen.map(({ file, window, score }) => ({
    path: file.path,
    languageId: file.languageId,
    text: file.text.slice(window.start, window.end),
    score,
    collector: 'similarWindows',
  }));
}

interface Candidate {
  readonly file: WindowedFile;
  readonly window: FileWindow;
  readonly score: number;
}

function isRepetition(a: Candidate, b: Candidate): boolean {
  const overlaps = a.file === b.file && a.window.start < b.window.end && b.window.start < a.window.end;
  return overlaps || similarity(a.window.words, b.window.words) >= sameThing;
}
