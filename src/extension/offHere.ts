import * as vscode from 'vscode';

import { isSecretFile } from '../completion/secrets';
import { documentLength, longestServed } from './documentLength';
import { isExcludedByUser } from './excludedByUser';
import { isServed } from './servedDocuments';

/** Why Inkling offers nothing in the active editor, as a sentence; undefined when it does, or when there is none. */
export function offHere(disabledLanguages: readonly string[]): string | undefined {
  const document = vscode.window.activeTextEditor?.document;
  // The output pane counts as an active editor when it has the focus; nobody writes there.
  if (!document || document.uri.scheme === 'output') return undefined;
  if (isSecretFile(document.uri.path)) return 'Off here: files of this name hold secrets.';
  if (isExcludedByUser(document.uri)) return 'Off here: the setting "inkling.exclude" covers this file.';
  if (!isServed(document.uri)) return 'Off here: this is no document that Inkling writes in.';
  if (disabledLanguages.includes(document.languageId)) {
    return `Off here: the language "${document.languageId}" is switched off.`;
  }
  if (documentLength(document) > longestServed) return 'Off here: the file is too large.';
  if (!showsInlineSuggestions(document)) {
    return 'Off here: the setting "editor.inlineSuggest.enabled" keeps VS Code from showing any completion.';
  }
  return undefined;
}

function showsInlineSuggestions(document: vscode.TextDocument): boolean {
  return vscode.workspace.getConfiguration('editor', document).get('inlineSuggest.enabled') !== false;
}
