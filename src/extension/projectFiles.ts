import * as vscode from 'vscode';

import { codeGlob, describeFile, isWorthReading } from '../project/describeFile';
import type { FileSource } from '../project/fileSource';
import { IgnoreRules } from '../project/ignoreRules';
import type { LearnedFile } from '../project/library';
import { documentPath } from './documentPath';
import { excludeGlob } from './excludeGlob';
import { byRelevance } from './relevance';

/** A larger project is learned as far as this goes, the most relevant files first. */
const mostFiles = 20_000;

/** So many files are looked at side by side: the file system may be at the end of a network. */
const sideBySide = 16;

/** The workspace's files through VS Code's file system, local, remote or virtual. */
export class ProjectFiles implements FileSource {
  readonly #userRules: () => readonly string[];
  /** By the folder's URI. */
  #rules: ReadonlyMap<string, IgnoreRules> = new Map();

  /** `userRules` are the patterns of `inkling.exclude`. */
  constructor(userRules: () => readonly string[]) {
    this.#userRules = userRules;
  }

  async list(signal: AbortSignal): Promise<readonly LearnedFile[]> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const rules = await Promise.all(folders.map((folder) => this.#readRules(folder)));
    signal.throwIfAborted();
    this.#rules = new Map(
      folders.map(({ uri }, index) => [uri.toString(), rules[index] ?? new IgnoreRules()]),
    );
    const found = await Promise.all(folders.map((folder) => find(folder, codeGlob())));
    const uris = found.flat().filter((uri) => this.isOurs(uri));
    const files: LearnedFile[] = [];
    for (let start = 0; start < uris.length; start += sideBySide) {
      signal.throwIfAborted();
      const looked = await Promise.all(uris.slice(start, start + sideBySide).map(describe));
      files.push(...looked.filter((file) => file !== undefined));
    }
    return byRelevance(files);
  }

  async look(uri: string): Promise<LearnedFile | undefined> {
    const file = vscode.Uri.parse(uri);
    return this.isOurs(file) ? describe(file) : undefined;
  }

  async read(uri: string): Promise<Uint8Array | undefined> {
    return vscode.workspace.fs.readFile(vscode.Uri.parse(uri)).then(
      (bytes) => bytes,
      () => undefined, // it went away since it was listed
    );
  }

  /** Whether the file is code in a workspace folder that no rule leaves out. */
  isOurs(uri: vscode.Uri): boolean {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    const rules = folder && this.#rules.get(folder.uri.toString());
    if (!folder || !rules || !isWorthReading(uri.path)) return false;
    return !rules.ignores(uri.path.slice(folder.uri.path.length + 1));
  }

  async #readRules(folder: vscode.WorkspaceFolder): Promise<IgnoreRules> {
    const rules = new IgnoreRules();
    rules.add('', this.#userRules().join('\n'));
    for (const uri of await find(folder, '**/.gitignore')) {
      const bytes = await this.read(uri.toString());
      const place = uri.path.slice(folder.uri.path.length + 1, -'/.gitignore'.length);
      if (bytes) rules.add(place, new TextDecoder().decode(bytes));
    }
    return rules;
  }
}

function find(folder: vscode.WorkspaceFolder, glob: string): Thenable<readonly vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder.uri, glob);
  return vscode.workspace.findFiles(pattern, excludeGlob(folder), mostFiles);
}

async function describe(uri: vscode.Uri): Promise<LearnedFile | undefined> {
  const stat = await vscode.workspace.fs.stat(uri).then(
    (found) => found,
    () => undefined, // it went away since it was found
  );
  if (stat?.type !== vscode.FileType.File) return undefined;
  const facts = { uri: uri.toString(), path: documentPath(uri), modifiedMs: stat.mtime, bytes: stat.size };
  return describeFile(facts);
}
