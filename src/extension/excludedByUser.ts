import * as vscode from 'vscode';

import { IgnoreRules } from '../project/ignoreRules';
import { documentPath } from './documentPath';

let patterns: readonly string[] = [];
let rules = new IgnoreRules();

/** Whether `inkling.exclude` covers the document. The rules are made anew when the setting is another one. */
export function isExcludedByUser(uri: vscode.Uri): boolean {
  const written = vscode.workspace.getConfiguration('inkling').get<unknown>('exclude');
  const wanted: readonly unknown[] = Array.isArray(written) ? written : [];
  if (wanted.length !== patterns.length || wanted.some((pattern, index) => pattern !== patterns[index])) {
    patterns = wanted.filter((pattern) => typeof pattern === 'string');
    rules = new IgnoreRules();
    rules.add('', patterns.join('\n'));
  }
  return patterns.length > 0 && rules.ignores(documentPath(uri));
}
