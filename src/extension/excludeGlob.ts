import * as vscode from 'vscode';

/** What the user keeps out of the explorer and of searches, as one glob. */
export function excludeGlob(folder: vscode.WorkspaceFolder): string | undefined {
  const globs = ['files', 'search'].flatMap((section) => {
    const excluded: unknown = vscode.workspace.getConfiguration(section, folder).get('exclude');
    return typeof excluded === 'object' && excluded !== null
      ? Object.entries(excluded).filter(([, isOn]) => isOn === true) // a condition on siblings is no glob
      : [];
  });
  return globs.length === 0 ? undefined : `{${globs.map(([glob]) => glob).join(',')}}`;
}
