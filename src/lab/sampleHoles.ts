import { SyntaxParser } from '../completion/syntax/parser';
import { languageRow } from '../completion/syntax/languages';
import type { Clock, Grammars } from '../completion/ports';
import { Dice } from './dice';
import { findGaps } from './findGaps';
import { kinds as allKinds, type CorpusFile, type Gap, type Hole, type Kind } from './hole';
import { neighboursOf, projectOf } from './neighboursOf';

/** Holes of one file have the same neighbours and much of their luck in common; a few files have to give more. */
const usualPerFile = 4;
const mostPerFile = 12;

const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing };

/** Parsing is bounded in time; here the clock stands, and each file is parsed whole. */
const standingClock: Clock = { now: () => 0, delay: () => Promise.resolve() };

export interface Sample {
  readonly count: number;
  readonly seed: number;
  /** Of these kinds only; left out, of all. */
  readonly kinds?: readonly Kind[];
}

/** About `count` holes, the same number for each language and within it for each kind as far as the files go. */
export async function sampleHoles(
  files: readonly CorpusFile[],
  grammars: Grammars,
  { count, seed, kinds = allKinds }: Sample,
): Promise<readonly Hole[]> {
  const parser = new SyntaxParser(grammars, standingClock, silent);
  const dice = new Dice(seed);
  const filesOf = (languageId: string): number =>
    files.filter((file) => file.languageId === languageId).length;
  // Those with few files first: what they lack is shared out among the rest.
  const languages = [...new Set(files.map(({ languageId }) => languageId))]
    .filter((languageId) => languageRow(languageId).grammar !== undefined)
    .toSorted((a, b) => filesOf(a) - filesOf(b) || (a < b ? -1 : 1));
  const packages = packagesOf(files);
  const holes: Hole[] = [];
  for (const [index, languageId] of languages.entries()) {
    const quota = Math.ceil((count - holes.length) / (languages.length - index));
    const candidates = shuffled(
      files.filter((file) => file.languageId === languageId),
      dice,
    );
    holes.push(...(await sampleLanguage(candidates, packages, quota, kinds, parser, dice)));
  }
  parser.dispose();
  return holes;
}

async function sampleLanguage(
  candidates: readonly CorpusFile[],
  packages: ReadonlyMap<string, readonly CorpusFile[]>,
  quota: number,
  kinds: readonly Kind[],
  parser: SyntaxParser,
  dice: Dice,
): Promise<readonly Hole[]> {
  const taken = new Map<Kind, number>(kinds.map((kind) => [kind, 0]));
  const perKind = Math.ceil(quota / kinds.length);
  const fair = Math.ceil(quota / Math.max(1, candidates.length));
  const perFile = Math.min(mostPerFile, Math.max(usualPerFile, fair));
  const holes: Hole[] = [];
  for (const file of candidates) {
    if (holes.length >= quota) break;
    const gaps = new Set(await gapsOf(file, parser, dice));
    const wanted = shuffled(kinds, dice).toSorted((a, b) => (taken.get(a) ?? 0) - (taken.get(b) ?? 0));
    let fromFile = 0;
    // One of each kind, and then again, as long as there is something new.
    for (let before = -1; fromFile > before;) {
      before = fromFile;
      for (const kind of wanted) {
        const ofKind = [...gaps].filter((gap) => gap.kind === kind);
        const isFull = fromFile === perFile || holes.length >= quota;
        if (isFull || ofKind.length === 0 || (taken.get(kind) ?? 0) >= perKind) continue;
        const gap = dice.pick(ofKind);
        gaps.delete(gap);
        holes.push(holeAt(file, gap, packages.get(file.package) ?? []));
        taken.set(kind, (taken.get(kind) ?? 0) + 1);
        fromFile += 1;
      }
    }
  }
  return holes;
}

async function gapsOf(file: CorpusFile, parser: SyntaxParser, dice: Dice): Promise<readonly Gap[]> {
  const uri = `sample:/${file.package}/${file.path}`;
  const tree = await parser.parse({ ...file, uri, version: 1 }, new AbortController().signal);
  const gaps = tree ? findGaps(tree, dice) : [];
  parser.forget(uri);
  return gaps;
}

function holeAt(file: CorpusFile, { kind, start, end }: Gap, files: readonly CorpusFile[]): Hole {
  const { package: name, path, languageId, text } = file;
  return {
    id: `${name}/${path}:${start}-${end}`,
    kind,
    package: name,
    path,
    languageId,
    prefix: text.slice(0, start),
    suffix: text.slice(end),
    expected: text.slice(start, end),
    neighbours: neighboursOf(file, files),
    project: projectOf(file, files),
  };
}

/** The files of each package, as one array that all of its holes share. */
function packagesOf(files: readonly CorpusFile[]): ReadonlyMap<string, readonly CorpusFile[]> {
  const packages = new Map<string, CorpusFile[]>();
  for (const file of files) {
    const others = packages.get(file.package) ?? [];
    others.push(file);
    packages.set(file.package, others);
  }
  return packages;
}

/** Fisher and Yates's shuffle, on a copy. */
export function shuffled<T>(items: readonly T[], dice: Dice): readonly T[] {
  const mixed = [...items];
  for (let index = mixed.length - 1; index > 0; index -= 1) {
    const other = dice.below(index + 1);
    const [a, b] = [mixed[index], mixed[other]];
    if (a !== undefined && b !== undefined) [mixed[index], mixed[other]] = [b, a];
  }
  return mixed;
}

function nothing(): void {
  return undefined;
}
