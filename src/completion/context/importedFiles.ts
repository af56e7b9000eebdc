import type { Snapshot, Snippet } from '../request';
import type { WindowedFile } from './fileWindows';

/** A file up to this length is worth its tokens as a whole, in code units; of a longer one, its similar windows. */
const smallFile = 3000;

const mostFiles = 3;

/** Where files say what they import; in code units from the start. */
const importRegion = 12_000;

/** Small open files that the current file imports, whole, in the order of the imports. */
export function importedFiles(files: readonly WindowedFile[], current: Snapshot): readonly Snippet[] {
  const specifiers = specifiersOf(current.text.slice(0, importRegion));
  const imported = specifiers.flatMap((specifier) => {
    const target = targetOf(current.path, specifier);
    return files.filter(({ path }) => isNamed(path, target));
  });
  return [...new Set(imported)]
    .filter(({ text }) => text.length <= smallFile && text.trim() !== '')
    .slice(0, mostFiles)
    .map(({ path, languageId, text }, index) => ({
      path,
      languageId,
      text,
      score: 2 - index / 100, // above every similarity, which is at most 1
      collector: 'importedFiles',
    }));
}

/**
 * The forms in which the usual languages name another file; the first group is the name. No two runs of blanks may
 * meet in a pattern: on a page of blanks it would try each way to share them out.
 */
const importForms: readonly { readonly pattern: RegExp; readonly separator: '/' | '.' | '::' }[] = [
  // import x from './x'; export * from './x'; import './x'; import('./x')
  { pattern: /\b(?:from|import)\s*(?:\(\s*)?['"]([^'"\n]+)['"]/g, separator: '/' },
  { pattern: /\brequire(?:_relative)?\s*(?:\(\s*)?['"]([^'"\n]+)['"]/g, separator: '/' },
  { pattern: /^[^\S\n]*#\s*include\s*"([^"\n]+)"/gm, separator: '/' },
  { pattern: /^[^\S\n]*@(?:import|use)\s+['"]([^'"\n]+)['"]/gm, separator: '/' },
  { pattern: /^[^\S\n]*from\s+([.\w]+)\s+import\b/gm, separator: '.' },
  { pattern: /^[^\S\n]*import\s+(?:static\s+)?([\w.]+)[^\S\n]*(?:;[^\S\n]*)?$/gm, separator: '.' },
  { pattern: /^[^\S\n]*(?:pub\s+)?mod\s+(\w+)\s*;/gm, separator: '::' },
  { pattern: /^[^\S\n]*(?:pub\s+)?use\s+(?:crate|super|self)::([\w:]+)/gm, separator: '::' },
];

interface Specifier {
  readonly name: string;
  readonly separator: '/' | '.' | '::';
}

function specifiersOf(text: string): readonly Specifier[] {
  const found = importForms.flatMap(({ pattern, separator }) =>
    [...text.matchAll(pattern)].map((match) => ({ at: match.index, name: match[1] ?? '', separator })),
  );
  return found.sort((a, b) => a.at - b.at);
}

/** What the file's path must end with, without its extension; from a leading '/' on, it is the whole path. */
function targetOf(from: string, { name, separator }: Specifier): string {
  const folders = from.split('/').slice(0, -1);
  if (separator === '::') return name.replaceAll('::', '/');
  if (separator === '/') {
    const path = withoutExtension(name);
    return /^\.{1,2}(?:\/|$)/.test(name) ? joinPath(folders, path.split('/')) : path.replace(/^[@~]\//, '');
  }
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const steps = name.slice(dots).split('.');
  if (dots === 0) return steps.join('/');
  return joinPath(folders, [...Array<string>(dots - 1).fill('..'), ...steps]); // one dot is this folder, each further one goes up
}

function joinPath(folders: readonly string[], steps: readonly string[]): string {
  const path = [...folders];
  for (const step of steps) {
    if (step === '..') path.pop();
    else if (step !== '.' && step !== '') path.push(step);
  }
  return `/${path.join('/')}`;
}

function isNamed(path: string, target: string): boolean {
  const stem = `/${withoutExtension(path)}`;
  return [stem, stem.replace(/\/(?:index|__init__|mod)$/, '')].some((name) =>
    target.startsWith('/') ? name === target : target !== '' && name.endsWith(`/${target}`),
  );
}

function withoutExtension(path: string): string {
  return path.replace(/(?<=[^/.])\.[\w.]{1,8}$/, '');
}
