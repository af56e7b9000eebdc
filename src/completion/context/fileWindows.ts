import type { OpenDocument } from '../ports';
import { isWrittenByHand } from '../secrets';
import { wordsOf, type Words } from './similarity';

/** A file cut into overlapping windows, with their words. */
export interface WindowedFile {
  readonly uri: string;
  readonly version: number;
  readonly path: string;
  readonly languageId: string;
  /** '' where nobody is to read it. */
  readonly text: string;
  readonly lineCount: number;
  readonly windows: readonly FileWindow[];
}

export interface FileWindow {
  readonly start: number;
  readonly end: number;
  readonly words: Words;
}

const windowLines = 40;
const stepLines = 20;

/** Windows of a longer file cost more than they are worth; in code units. */
const longestText = 200_000;

/** Reads the document: once for each version, by the caller's care. Of machine-made files nothing is kept. */
export function windowsOf(document: OpenDocument): WindowedFile {
  const { uri, version, path, languageId } = document;
  const text = document.read();
  const readable = text.length <= longestText && isWrittenByHand(text);
  const lineStarts = readable ? lineStartsOf(text) : [];
  const windows: FileWindow[] = [];
  for (let line = 0; line < lineStarts.length; line += stepLines) {
    const start = lineStarts[line] ?? 0;
    const end = lineStarts[line + windowLines] ?? text.length;
    windows.push({ start, end, words: wordsOf(text.slice(start, end)) });
    if (end === text.length) break;
  }
  return {
    uri,
    version,
    path,
    languageId,
    text: readable ? text : '',
    lineCount: lineStarts.length,
    windows,
  };
}

function lineStartsOf(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  if (starts.at(-1) === text.length) starts.pop();
  return starts;
}
