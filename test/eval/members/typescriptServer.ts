import path from 'node:path';

import ts from 'typescript';

import type { ServerAnswer, Timed } from './memberServer';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  jsx: ts.JsxEmit.ReactJSX,
  allowJs: true,
  strict: true,
  experimentalDecorators: true,
  noEmit: true,
  skipLibCheck: true,
};

/** The real TypeScript server's language service over a folder of files, one of which says something else meanwhile. */
export class TypescriptServer {
  readonly #service: ts.LanguageService;
  readonly #root: string;
  readonly #versions = new Map<string, number>();
  readonly #texts = new Map<string, string>();

  /** `isAlone`: as if nothing were installed beside the package. */
  constructor(root: string, isAlone: boolean) {
    this.#root = root;
    const names = ts.sys.readDirectory(root, ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs']);
    const isHidden = (file: string): boolean =>
      isAlone && file.includes('/node_modules/') && !isLibrary(file);
    const read = (file: string): string | undefined =>
      isHidden(file) ? undefined : (this.#texts.get(file) ?? ts.sys.readFile(file));
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => names,
      getScriptVersion: (file) => String(this.#versions.get(file) ?? 0),
      getScriptSnapshot: (file) => {
        const text = read(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => this.#root,
      getDefaultLibFileName: (each) => ts.getDefaultLibFilePath(each),
      fileExists: (file) => !isHidden(file) && ts.sys.fileExists(file),
      readFile: read,
      directoryExists: (folder) => !isHidden(`${folder}/`) && ts.sys.directoryExists(folder),
      getDirectories: (folder) => (isHidden(`${folder}/`) ? [] : ts.sys.getDirectories(folder)),
      realpath: (file) => ts.sys.realpath?.(file) ?? file,
    });
  }

  /** What may stand at `offset`, right behind a dot of `text`, if the file said that. The answer is undefined for no list. */
  membersAt(file: string, text: string, offset: number): Timed {
    const name = path.join(this.#root, file);
    this.#say(name, text);
    const startedAt = performance.now();
    const cpuAt = process.cpuUsage();
    const list = this.#service.getCompletionsAtPosition(name, offset, {
      triggerCharacter: '.',
      includeCompletionsWithInsertText: true,
      includeAutomaticOptionalChainCompletions: true,
      allowIncompleteCompletions: true,
    });
    const ms = performance.now() - startedAt;
    const { user, system } = process.cpuUsage(cpuAt);
    this.#say(name, undefined);
    return { answer: list && read(list), ms, cpuMs: (user + system) / 1_000 };
  }

  /** Undefined: what is on the disk. */
  #say(name: string, text: string | undefined): void {
    if (text === undefined) this.#texts.delete(name);
    else this.#texts.set(name, text);
    this.#versions.set(name, (this.#versions.get(name) ?? 0) + 1);
  }
}

function isLibrary(file: string): boolean {
  return file.includes('/node_modules/typescript/lib/');
}

function read(list: ts.CompletionInfo): ServerAnswer {
  const namesOf = (isGuess: boolean): ReadonlySet<string> =>
    new Set(
      list.entries
        .filter(({ kind }) => (kind === ts.ScriptElementKind.warning) === isGuess)
        .map(({ name }) => name),
    );
  return {
    members: namesOf(false),
    guesses: namesOf(true),
    isIncomplete: list.isIncomplete === true,
  };
}
