import { parseSettings } from '../../src/extension/settings';
import type { CompletionRequest, CompletionSettings } from '../../src/completion/request';
import { languageIdOf } from '../../src/completion/syntax/languageOfPath';

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
  /** Undefined is the command line's. */
  readonly trigger: CompletionRequest['trigger'] | undefined;
  readonly settings: CompletionSettings;
  /** What a scripted model writes here instead of the real one. */
  readonly modelText: string | undefined;
}

export interface BadRow {
  readonly id?: string | number;
  readonly error: string;
}

/** Whoever names a place wants an answer there: no pause to wait for more typing, and any language. */
const base: Readonly<Record<string, unknown>> = { debounce: 0, disabledLanguages: [], speculate: 'off' };

/** The settings of a place that names none. */
export const placeSettings: CompletionSettings = parseSettings((key) => base[key]).settings.completion;

/** Reads one line of a batch. Never throws: what can't be used says why. */
export function parseRow(line: string): BatchRow | BadRow {
  const value = parsed(line);
  if (!isObject(value)) return { error: 'The line is not a JSON object.' };
  const { id } = value;
  if (typeof id !== 'string' && typeof id !== 'number') return { error: '"id" is not a string or a number.' };
  const document = parseDocument(value);
  if ('error' in document) return { id, ...document };
  const { languageId, files = [], trigger, modelText } = value;
  const { path = languageId === undefined ? undefined : 'untitled' } = value;
  if (typeof path !== 'string' || path === '') return { id, error: '"path" is not a string with text.' };
  if (!isOptionalText(languageId)) return { id, error: '"languageId" is not a string.' };
  if (!Array.isArray(files) || !files.every(isFile))
    return { id, error: '"files" is not a list of { "path", "text" }.' };
  if (trigger !== undefined && trigger !== 'automatic' && trigger !== 'manual')
    return { id, error: '"trigger" is neither "automatic" nor "manual".' };
  if (!isOptionalText(modelText)) return { id, error: '"modelText" is not a string.' };
  const settings = parseRowSettings(value.settings);
  if ('error' in settings) return { id, ...settings };
  const named = { path, languageId: languageId ?? languageIdOf(path), files };
  return { id, ...named, ...document, trigger, settings, modelText };
}

/** Either "text" with an "offset", or "prefix" and "suffix". */
function parseDocument(
  row: Readonly<Record<string, unknown>>,
): { readonly text: string; readonly offset: number } | BadRow {
  const { text, offset, prefix, suffix } = row;
  if (prefix !== undefined || suffix !== undefined) {
    if (text !== undefined || offset !== undefined)
      return { error: '"prefix" and "suffix" stand for "text" and "offset", not beside them.' };
    if (typeof prefix !== 'string' || typeof suffix !== 'string')
      return { error: '"prefix" and "suffix" are not two strings.' };
    return { text: prefix + suffix, offset: prefix.length };
  }
  if (typeof text !== 'string') return { error: '"text" is not a string.' };
  if (typeof offset !== 'number' || !Number.isInteger(offset) || offset < 0 || offset > text.length) {
    return { error: `"offset" is not a whole number from 0 to ${text.length}, the length of "text".` };
  }
  return { text, offset };
}

/** Settings by the names that the extension gives them, read by the extension's own parser. */
function parseRowSettings(value: unknown): CompletionSettings | BadRow {
  if (value === undefined) return placeSettings;
  if (!isObject(value)) return { error: '"settings" is not an object.' };
  const named = new Map(Object.entries(value).map(([key, of]) => [key.replace(/^inkling\./, ''), of]));
  const read = new Set<string>();
  const { settings, complaints } = parseSettings((key) => {
    read.add(key);
    return named.get(key) ?? base[key];
  });
  const unknown = [...named.keys()].filter((key) => !read.has(key));
  if (unknown.length > 0) return { error: `There is no setting ${unknown.join(', ')}.` };
  return complaints.length > 0 ? { error: complaints.join(' ') } : settings.completion;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The caller says which line it was and that it is no JSON.
    return undefined;
  }
}

function isOptionalText(value: unknown): value is string | undefined {
  return value === undefined || typeof value === 'string';
}

function isFile(value: unknown): value is { readonly path: string; readonly text: string } {
  return isObject(value) && typeof value.path === 'string' && typeof value.text === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
