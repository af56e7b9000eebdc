/** VS Code's id for the language of a file, by its ending; 'plaintext' when the ending says nothing. */
export function languageIdOf(file: string): string {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  const dot = name.lastIndexOf('.');
  return (dot > 0 && ids.get(name.slice(dot).toLowerCase())) || 'plaintext';
}

/** Data and prose teach nobody how to write code. */
export function isCodeLanguage(languageId: string): boolean {
  return !notCode.has(languageId);
}

const notCode = new Set(['json', 'markdown', 'plaintext', 'toml', 'xml', 'yaml']);

const ids: ReadonlyMap<string, string> = new Map([
  ['.bash', 'shellscript'],
  ['.c', 'c'],
  ['.cc', 'cpp'],
  ['.cjs', 'javascript'],
  ['.cpp', 'cpp'],
  ['.cs', 'csharp'],
  ['.css', 'css'],
  ['.cts', 'typescript'],
  ['.cxx', 'cpp'],
  ['.dart', 'dart'],
  ['.ex', 'elixir'],
  ['.exs', 'elixir'],
  ['.go', 'go'],
  ['.h', 'c'],
  ['.hh', 'cpp'],
  ['.hpp', 'cpp'],
  ['.hs', 'haskell'],
  ['.htm', 'html'],
  ['.html', 'html'],
  ['.java', 'java'],
  ['.jl', 'julia'],
  ['.js', 'javascript'],
  ['.json', 'json'],
  ['.jsx', 'javascriptreact'],
  ['.kt', 'kotlin'],
  ['.kts', 'kotlin'],
  ['.less', 'less'],
  ['.lua', 'lua'],
  ['.m', 'objective-c'],
  ['.md', 'markdown'],
  ['.mjs', 'javascript'],
  ['.ml', 'ocaml'],
  ['.mm', 'objective-cpp'],
  ['.mts', 'typescript'],
  ['.php', 'php'],
  ['.pl', 'perl'],
  ['.pm', 'perl'],
  ['.ps1', 'powershell'],
  ['.py', 'python'],
  ['.pyi', 'python'],
  ['.r', 'r'],
  ['.rb', 'ruby'],
  ['.rs', 'rust'],
  ['.scala', 'scala'],
  ['.scss', 'scss'],
  ['.sh', 'shellscript'],
  ['.sql', 'sql'],
  ['.svelte', 'svelte'],
  ['.swift', 'swift'],
  ['.toml', 'toml'],
  ['.ts', 'typescript'],
  ['.tsx', 'typescriptreact'],
  ['.vue', 'vue'],
  ['.xml', 'xml'],
  ['.yaml', 'yaml'],
  ['.yml', 'yaml'],
  ['.zsh', 'shellscript'],
]);

/** The endings that say which language a file is in, without the dot. */
export const codeEndings: readonly string[] = [...ids.keys()].map((ending) => ending.slice(1));
