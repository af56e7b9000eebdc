import * as vscode from 'vscode';

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

/** Names of files that are made to hold secrets: never completed, never read for another file. */
const secretNames =
  /(^|\/)(\.env(\.[^/]*)?|\.netrc|\.npmrc|\.pypirc|\.pgpass|id_(rsa|dsa|ecdsa|ed25519)|[^/]*\.(pem|key|p12|pfx|keystore|jks))$/i;

/** The provider's selector; `isServed` says the rest, because a selector can't name schemes that are not known yet. */
export const selector: vscode.DocumentSelector = [{ pattern: '**' }];

export function isServed(uri: vscode.Uri): boolean {
  return isWritten(uri.scheme) && !holdsSecrets(uri.path);
}

/** Whether a file bears one of the names that secrets are kept under. `path` has '/' between its parts. */
export function holdsSecrets(path: string): boolean {
  return secretNames.test(path);
}

function isWritten(scheme: string): boolean {
  if (writtenSchemes.has(scheme)) return true;
  return (vscode.workspace.workspaceFolders ?? []).some((folder) => folder.uri.scheme === scheme);
}
