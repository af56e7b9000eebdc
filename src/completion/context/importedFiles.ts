import type { Snapshot, Snippet } from '../request';
import type { WindowedFile } from './fileWindows';

/** A file up to this length is worth its tokens as a whole, in code units; of a longer one, its similar windows. */
const smallFile = 3000;

const mostFiles = 3;

/** Nobody imports more files by one statement. */
const mostNames = 24;

/** Where files say what they import; in code units from the start. */
const importRegion = 12_000;

/** Small open files that the current file imports, whole, in the order of the imports. */
export function importedFiles(files: readonly WindowedFile[], current: Snapshot): readonly Snippet[] {
  const specifiers = specifiersOf(current.text.slice(0, importRegion), current.languageId);
  const imported = specifiers.flatMap((specifier) => {
    const targets = targetsOf(current.path, specifier);
    return files.filter(({ path }) =>
      specifier.separator === 'package'
        ? isInPackage(path, specifier.name)
        : targets.some((target) => isNamed(path, target)),
    );
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
const importForms: readonly ImportForm[] = [
  // import x from './x'; export * from './x'; import './x'; import('./x')
  { pattern: /\b(?:from|import)\s*(?:\(\s*)?['"]([^'"\n]+)['"]/g, separator: '/' },
  { pattern: /\brequire(?:_relative)?\s*(?:\(\s*)?['"]([^'"\n]+)['"]/g, separator: '/' },
  { pattern: /^[^\S\n]*#\s*include\s*"([^"\n]+)"/gm, separator: '/' },
  { pattern: /^[^\S\n]*@(?:import|use)\s+['"]([^'"\n]+)['"]/gm, separator: '/' },
  // Of a package a name may be a file of its own: the second group.
  { pattern: /^[^\S\n]*from\s+([.\w]+)\s+import\b[^\S\n]*(\([\w,\s]*|[\w, ]*)/gm, separator: '.' },
  { pattern: /^[^\S\n]*import\s+([\w.]+)[^\S\n]*(?:;[^\S\n]*)?$/gm, separator: '.' },
  { pattern: /^[^\S\n]*import\s+static\s+([\w.]+)\.[\w*]+[^\S\n]*;/gm, separator: '.' },
  { pattern: /^[^\S\n]*(?:pub\s+)?mod\s+(\w+)\s*;/gm, separator: '::' },
  { pattern: /^[^\S\n]*(?:pub\s+)?use\s+(?:crate|super|self)::([\w:]+)/gm, separator: '::' },
  // import "x/y"; a line of `import ( … )`, perhaps with a name before it
  {
    pattern: /^[^\S\n]*(?:import[^\S\n]+)?(?:[\w.]+[^\S\n]+)?"([\w.~/-]+)"[^\S\n]*$/gm,
    separator: 'package',
    languageId: 'go',
  },
];

interface ImportForm {
  readonly pattern: RegExp;
  readonly separator: '/' | '.' | '::' | 'package';
  /** Undefined where the form says enough. */
  readonly languageId?: string;
}

interface Specifier {
  readonly name: string;
  /** What is taken from it, where that may be files. */
  readonly names: readonly string[];
  readonly separator: ImportForm['separator'];
}

function specifiersOf(text: string, current: string): readonly Specifier[] {
  const forms = importForms.filter(({ languageId }) => languageId === undefined || languageId === current);
  const found = forms.flatMap(({ pattern, separator }) =>
    [...text.matchAll(pattern)].map((match) => ({
      at: match.index,
      name: match[1] ?? '',
      names: (match[2]?.match(/\w+/g) ?? []).slice(0, mostNames),
      separator,
    })),
  );
  return found.sort((a, b) => a.at - b.at);
}

/** What the file's path must end with, without its extension; from a leading '/' on, it is the whole path. */
function targetsOf(from: string, { name, names, separator }: Specifier): readonly string[] {
  const folders = from.split('/').slice(0, -1);
  if (separator === '::') {
    // The last step may be a module, or what stands in it.
    const steps = name.split('::').filter((step) => step !== '');
    return [steps.join('/'), steps.slice(0, -1).join('/')];
  }
  if (separator === '/') {
    const path = withoutExtension(name);
    const isRelative = /^\.{1,2}(?:\/|$)/.test(name);
    return [isRelative ? joinPath(folders, path.split('/')) : path.replace(/^[@~]\//, '')];
  }
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const steps = name.slice(dots).split('.');
  return [steps, ...names.map((each) => [...steps, each])].map((all) =>
    dots === 0
      ? all.join('/')
      : // One dot is this folder, each further one goes up.
        joinPath(folders, [...Array<string>(dots - 1).fill('..'), ...all]),
  );
}

/** Go names a folder, and before it what the module is called, which nobody here knows. */
function isInPackage(path: string, name: string): boolean {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return folder !== '' && `/${name}`.endsWith(`/${folder}`) && !path.endsWith('_test.go');
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
