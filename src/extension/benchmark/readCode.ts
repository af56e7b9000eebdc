import * as vscode from 'vscode';

import { isSecretFile } from '../../completion/secrets';
import { codeEndings, languageIdOf } from '../../completion/syntax/languageOfPath';
import type { CorpusFile } from '../../lab/hole';
import { isWorthAsking } from '../../lab/isWorthAsking';
import { toLf } from '../lineEndings';

/** Listing goes on no further than this: the places are a sample anyway. */
const mostFiles = 4_000;
/** All texts together, in code units: they are sent to another process at once. */
const mostUnits = 8_000_000;
/** Files are read side by side: the file system may be at the end of a network. */
const sideBySide = 16;

/**
 * The source code below the folders, as the editor shows it: without what the user excludes from the explorer and from
 * searches, without secrets, built files and copies of other people's code. Each folder is one package.
 */
export async function readCode(
  folders: readonly vscode.Uri[],
  signal: AbortSignal,
): Promise<readonly CorpusFile[]> {
  const files: CorpusFile[] = [];
  let units = 0;
  for (const folder of folders) {
    const name = folder.path.slice(folder.path.lastIndexOf('/') + 1);
    const uris = await codeIn(folder);
    for (let start = 0; start < uris.length && units < mostUnits; start += sideBySide) {
      signal.throwIfAborted();
      const read = await Promise.all(
        uris.slice(start, start + sideBySide).map((uri) => fileAt(uri, folder, name)),
      );
      const found = read.filter((file) => file !== undefined);
      units += found.reduce((sum, { text }) => sum + text.length, 0);
      files.push(...found);
    }
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

async function codeIn(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, `**/*.{${codeEndings.join(',')}}`);
  const uris = await vscode.workspace.findFiles(pattern, excluded(folder), mostFiles);
  return uris.filter((uri) => !isSecretFile(uri.path));
}

/** What nobody writes by hand, whatever the settings say. */
const neverWritten = ['node_modules', 'dist', 'build', 'out', 'target', 'vendor', '__pycache__', 'coverage'];

function excluded(folder: vscode.Uri): string {
  const globs = ['files', 'search'].flatMap((section) => {
    const rules: unknown = vscode.workspace.getConfiguration(section, folder).get('exclude');
    // A rule that depends on the file's siblings is no glob.
    return typeof rules === 'object' && rules !== null
      ? Object.entries(rules).filter(([, isOn]) => isOn === true)
      : [];
  });
  const folders = neverWritten.map((name) => `**/${name}/**`);
  return `{${[...new Set([...folders, ...globs.map(([glob]) => glob)])].join(',')}}`;
}

async function fileAt(uri: vscode.Uri, folder: vscode.Uri, name: string): Promise<CorpusFile | undefined> {
  const bytes = await vscode.workspace.fs.readFile(uri).then(
    (read) => read,
    () => undefined, // it went away since it was listed
  );
  if (!bytes) return undefined;
  const path = uri.path.slice(folder.path.length).replace(/^\//, '');
  const text = toLf(new TextDecoder().decode(bytes));
  const file = { package: name, path, languageId: languageIdOf(path), text };
  return isWorthAsking(file) ? file : undefined;
}
