import * as vscode from 'vscode';

/** A document's path as the model sees it: relative to its workspace folder; outside of any, only the file's name. */
export function documentPath(uri: vscode.Uri): string {
  const relative = vscode.workspace.asRelativePath(uri, false);
  const isOutside = relative === uri.fsPath || relative === uri.path || relative.startsWith('/');
  return isOutside ? uri.path.slice(uri.path.lastIndexOf('/') + 1) : relative;
}
