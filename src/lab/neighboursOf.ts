import type { CorpusFile, ProjectFiles } from './hole';

/** What a person has open side by side. */
const mostFiles = 8;
/** All of them together, in code units. */
const mostUnits = 200_000;
/** Lines this long are no coincidence, in code units without indentation. */
const tellingLine = 20;

/**
 * The other files of the package that count as open, the most similar path first. A file that repeats most of this one
 * (a build of it, a vendored copy) would give the answers away and stays closed.
 */
export function neighboursOf(file: CorpusFile, files: readonly CorpusFile[]): readonly CorpusFile[] {
  const others = files
    .filter((other) => other.package === file.package && other.path !== file.path)
    .map((other) => ({ other, likeness: likenessOf(file.path, other.path) }))
    .toSorted((a, b) => b.likeness - a.likeness);
  const own = tellingLines(file);
  const open: CorpusFile[] = [];
  let units = 0;
  for (const { other } of others) {
    if (open.length === mostFiles) break;
    if (units + other.text.length > mostUnits || isCopy(own, tellingLines(other))) continue;
    open.push(other);
    units += other.text.length;
  }
  return open;
}

/** The whole package around a file. `files` are the package's own: the same array for each of its files. */
export function projectOf(file: CorpusFile, files: readonly CorpusFile[]): ProjectFiles {
  const own = tellingLines(file);
  const copies = files.filter((other) => other.path !== file.path && isCopy(own, tellingLines(other)));
  return { files, hidden: new Set(copies.map(({ path }) => path)) };
}

/** Folders in common count most, then the beginning of the name and the ending. */
function likenessOf(a: string, b: string): number {
  const [one, two] = [a.split('/'), b.split('/')];
  let same = 0;
  while (same < Math.min(one.length, two.length) - 1 && one[same] === two[same]) same += 1;
  const apart = one.length + two.length - 2 - 2 * same;
  const [nameA = '', nameB = ''] = [one.at(-1), two.at(-1)];
  let start = 0;
  while (start < nameA.length && nameA[start] === nameB[start]) start += 1;
  const ending = nameA.slice(nameA.lastIndexOf('.')) === nameB.slice(nameB.lastIndexOf('.')) ? 1 : 0;
  return same - apart + start / 100 + ending / 10;
}

function isCopy(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  if (small.size < 5) return false;
  let shared = 0;
  for (const line of small) if (large.has(line)) shared += 1;
  return shared > small.size / 2;
}

/** Asked for many pairs of files. */
const known = new WeakMap<CorpusFile, ReadonlySet<string>>();

function tellingLines(file: CorpusFile): ReadonlySet<string> {
  const lines = known.get(file) ?? new Set(file.text.split('\n').map(trimmed).filter(isTelling));
  known.set(file, lines);
  return lines;
}

function trimmed(line: string): string {
  return line.trim();
}

function isTelling(line: string): boolean {
  return line.length >= tellingLine;
}
