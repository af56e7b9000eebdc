import ignore, { type Ignore } from 'ignore';

/** Never code that the user writes, whatever the rules say. */
const neverOurs = /(?:^|\/)(?:node_modules|bower_components|\.git|\.hg|\.svn|__pycache__|\.venv)(?:\/|$)/;

/** What `.gitignore` files leave out. Paths are relative to the top folder, with '/'. */
export class IgnoreRules {
  /** Deepest folder first. */
  #files: readonly { readonly folder: string; readonly rules: Ignore }[] = [];
  readonly #folders = new Map<string, boolean>();

  /** The text of a `.gitignore` in `folder`, which is '' for the top. */
  add(folder: string, text: string): void {
    const rules = ignore({ allowRelativePaths: true }).add(text);
    this.#files = [...this.#files, { folder, rules }].sort((a, b) => b.folder.length - a.folder.length);
    this.#folders.clear();
  }

  ignores(path: string): boolean {
    if (neverOurs.test(path)) return true;
    return this.#ignoresFolder(folderOf(path)) || this.#decide(path);
  }

  /** What is in an ignored folder cannot be taken back by a rule for it. */
  #ignoresFolder(folder: string): boolean {
    if (folder === '') return false;
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const isIgnored = this.#ignoresFolder(folderOf(folder)) || this.#decide(`${folder}/`);
    this.#folders.set(folder, isIgnored);
    return isIgnored;
  }

  /** The nearest file that says anything of the path decides. */
  #decide(path: string): boolean {
    for (const { folder, rules } of this.#files) {
      if (folder !== '' && !path.startsWith(`${folder}/`)) continue;
      const inside = folder === '' ? path : path.slice(folder.length + 1);
      if (inside === '') continue;
      const { ignored, unignored } = rules.test(inside);
      if (ignored || unignored) return ignored;
    }
    return false;
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
