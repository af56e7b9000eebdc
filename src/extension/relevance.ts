import * as vscode from 'vscode';

import type { LearnedFile } from '../project/library';

/** What the user is likely to need first: open files, then those near the active one, then the last changed. */
export function byRelevance(files: readonly LearnedFile[]): readonly LearnedFile[] {
  const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
  const active = vscode.window.activeTextEditor?.document.uri.toString() ?? '';
  const family = files.find(({ uri }) => uri === active)?.family;
  return files
    .map((file) => {
      const rank = (open.has(file.uri) ? 2 : 0) + (file.family === family ? 1 : 0);
      return { file, rank, near: commonFolders(file.uri, active) };
    })
    .sort((a, b) => b.rank - a.rank || b.near - a.near || b.file.version - a.file.version)
    .map(({ file }) => file);
}

function commonFolders(a: string, b: string): number {
  const [one, two] = [a.split('/'), b.split('/')];
  let same = 0;
  while (same < Math.min(one.length, two.length) - 1 && one[same] === two[same]) same += 1;
  return same;
}
