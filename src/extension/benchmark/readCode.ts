import * as vscode from 'vscode';

import { languageIdOf } from '../../completion/syntax/languageOfPath';
import type { CorpusFile } from '../../lab/hole';
import { isWorthAsking } from '../../lab/isWorthAsking';
import { codeGlob, isWorthReading } from '../../project/describeFile';
import { IgnoreRules } from '../../project/ignoreRules';
import { toLf } from '../lineEndings';
import { parseSettings } from '../settings';

/** Listing goes on no further than this: the places are a sample anyway. */
const mostFiles = 4_000;
/** All texts together, in code units: they are sent to another process at once. */
const mostUnits = 8_000_000;
/** Files are read side by side: the file system may be at the end of a network. */
const sideBySide = 16;

/**
 * The source code below the folders, as the editor shows it: without what the user excludes from the explorer and from
 * searches, without what `.gitignore` leaves out, secrets and built files. Each folder is one package.
 */
export async function readCode(
  folders: readonly vscode.Uri[],
  signal: AbortSignal,
): Promise<readonly CorpusFile[]> {
  const files: CorpusFile[] = [];
  let units = 0;
  for (const folder of folders) {
    const name = folder.path.slice(folder.path.lastIndexOf('/') + 1);
    const uris = await codeIn(folder, await rulesOf(folder));
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

async function codeIn(folder: vscode.Uri, rules: IgnoreRules): Promise<readonly vscode.Uri[]> {
  const uris = await find(folder, codeGlob());
  return uris.filter((uri) => isWorthReading(uri.path) && !rules.ignores(pathIn(folder, uri)));
}

/** What `.gitignore` files and `inkling.exclude` leave out. */
async function rulesOf(folder: vscode.Uri): Promise<IgnoreRules> {
  const rules = new IgnoreRules();
  const { project } = parseSettings((key) => vscode.workspace.getConfiguration('inkling').get(key)).settings;
  rules.add('', project.exclude.join('\n'));
  for (const uri of await find(folder, '**/.gitignore')) {
    const text = await textAt(uri);
    if (text !== undefined) rules.add(pathIn(folder, uri).replace(/\/?\.gitignore$/, ''), text);
  }
  return rules;
}

function find(folder: vscode.Uri, glob: string): Thenable<readonly vscode.Uri[]> {
  return vscode.workspace.findFiles(new vscode.RelativePattern(folder, glob), excluded(folder), mostFiles);
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
  const text = await textAt(uri);
  if (text === undefined) return undefined;
  const path = pathIn(folder, uri);
  const file = { package: name, path, languageId: languageIdOf(path), text };
  return isWorthAsking(file) ? file : undefined;
}

function textAt(uri: vscode.Uri): Thenable<string | undefined> {
  return vscode.workspace.fs.readFile(uri).then(
    (bytes) => toLf(new TextDecoder().decode(bytes)),
    () => undefined, // it went away since it was listed
  );
}

function pathIn(folder: vscode.Uri, { path }: vscode.Uri): string {
  return path.slice(folder.path.length).replace(/^\//, '');
}
