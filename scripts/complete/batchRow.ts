import { languageIdOf } from './languageIds';

/** One place to complete: a document at one moment, and the other files that count as open. */
export interface Place {
  readonly path: string;
  readonly languageId: string;
  /** With the line ends that it was given. */
  readonly text: string;
  /** UTF-16 code units into that text. */
  readonly offset: number;
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

export interface BatchRow extends Place {
  readonly id: string | number;
}

export interface BadRow {
  readonly id?: string | number;
  readonly error: string;
}

/** Reads one line of a batch. Never throws: what can't be used says why. */
export function parseRow(line: string): BatchRow | BadRow {
  const value = parsed(line);
  if (!isObject(value)) return { error: 'The line is not a JSON object.' };
  const { id, path, languageId, text, offset, files = [] } = value;
  if (typeof id !== 'string' && typeof id !== 'number') return { error: '"id" is not a string or a number.' };
  if (typeof path !== 'string' || path === '') return { id, error: '"path" is not a string with text.' };
  if (typeof text !== 'string') return { id, error: '"text" is not a string.' };
  if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0 || offset > text.length) {
    return { id, error: `"offset" is not a whole number from 0 to ${text.length}, the length of "text".` };
  }
  if (languageId !== undefined && typeof languageId !== 'string')
    return { id, error: '"languageId" is not a string.' };
  if (!Array.isArray(files) || !files.every(isFile))
    return { id, error: '"files" is not a list of { "path", "text" }.' };
  return { id, path, languageId: languageId ?? languageIdOf(path), text, offset, files };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The caller says which line it was and that it is no JSON.
    return undefined;
  }
}

function isFile(value: unknown): value is { readonly path: string; readonly text: string } {
  return isObject(value) && typeof value.path === 'string' && typeof value.text === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
