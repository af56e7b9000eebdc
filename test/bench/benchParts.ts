import { parseSettings } from '../../src/extension/settings';
import type { Logger, OpenDocument } from '../../src/completion/ports';
import type { CompletionRequest, CompletionSettings, Snapshot } from '../../src/completion/request';
import type { GeneratedFile } from './generatedFile';

const nothing = (): void => undefined;
export const silent: Logger = { trace: nothing, debug: nothing, info: nothing, warn: nothing };

/** The extension's own defaults, without the pause for more typing: it is chosen, not spent. */
export const settings: CompletionSettings = {
  ...parseSettings(() => undefined).settings.completion,
  debounce: 0,
};

export function snapshotOf({ uri, path, text }: Omit<GeneratedFile, 'offset'>, version = 1): Snapshot {
  return { uri, path, languageId: 'typescript', version, text };
}

export function openDocument(file: GeneratedFile, version = 1): OpenDocument {
  return { ...snapshotOf(file, version), read: () => file.text };
}

export function requestAt(snapshot: Snapshot, offset: number): CompletionRequest {
  return {
    id: snapshot.version,
    snapshot,
    offset,
    trigger: 'automatic',
    indentUnit: '  ',
    editedAt: performance.now(),
    hasSelection: false,
    cursorCount: 1,
  };
}

/** The file with more text at its place, and the place behind it. */
export function typedInto(file: GeneratedFile, typed: string): GeneratedFile {
  const { text, offset } = file;
  return { ...file, text: text.slice(0, offset) + typed + text.slice(offset), offset: offset + typed.length };
}

const statement =
  '\n  const remaining = parcel.items.filter((each) => each.weight > limit).map((each) => each.label);' +
  "\n  if (remaining.length === 0) throw new Error('nothing is left of this parcel');";

/** The first characters of code that somebody types, statement after statement. */
export function typedText(characters: number): string {
  return statement.repeat(Math.ceil(characters / statement.length)).slice(0, characters);
}

/** The next word that is a name, of code or of a sentence. */
const names = /\b(?!(?:const|if|throw|new)\b)[a-z]\w*/gi;

/** The rest of the line behind so many characters, as a model might write it that is wrong about the next name. */
export function writtenAfter(characters: number): string {
  const all = statement.repeat(Math.ceil(characters / statement.length) + 1);
  const lineEnd = all.indexOf('\n', characters + 1);
  const name = [...all.matchAll(names)].find((match) => match.index + match[0].length > characters);
  const at = Math.max(characters, name?.index ?? characters);
  return `${all.slice(characters, at)}other_${all.slice(at, lineEnd < 0 ? undefined : lineEnd)}`;
}
