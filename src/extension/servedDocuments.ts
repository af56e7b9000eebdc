import * as vscode from 'vscode';

import { isSecretFile } from '../completion/secrets';
import { isExcludedByUser } from './excludedByUser';

/**
 * Every document that a person writes. The schemes of workspace folders are added, so that virtual workspaces of any
 * kind are served; output panes, the debug console, comment boxes and chat inputs have schemes of their own and are not.
 * The source control input ('vscode-scm') is a matter of `inkling.disabledLanguages`, where 'scminput' is by default.
 */
const writtenSchemes = new Set([
  'file',
  'untitled',
  'vscode-remote',
  'vscode-vfs',
  'vscode-notebook-cell',
  'vscode-interactive-input',
  'vscode-userdata',
  'vscode-scm',
]);

/** The provider's selector; `isServed` says the rest, because a selector can't name schemes that are not known yet. */
export const selector: vscode.DocumentSelector = [{ pattern: '**' }];

/** Whether Inkling reads and writes in a document: somebody types there, and nobody has secrets to keep. */
export function isServed(uri: vscode.Uri): boolean {
  return isWritten(uri.scheme) && !isSecretFile(uri.path) && !isExcludedByUser(uri);
}

function isWritten(scheme: string): boolean {
  if (writtenSchemes.has(scheme)) return true;
  return (vscode.workspace.workspaceFolders ?? []).some((folder) => folder.uri.scheme === scheme);
}
