import { memberAccess } from '../../../src/completion/members/memberAccess';
import type { Clock, Grammars } from '../../../src/completion/ports';
import { SyntaxParser } from '../../../src/completion/syntax/parser';
import { placeAt } from '../../../src/completion/syntax/placeAt';
import { Dice } from '../../../src/lab/dice';
import { findGaps } from '../../../src/lab/findGaps';
import type { CorpusFile, Hole } from '../../../src/lab/hole';
import { neighboursOf, projectOf } from '../../../src/lab/neighboursOf';
import { shuffled } from '../../../src/lab/sampleHoles';

/** Holes of one file have much of their luck in common. */
const mostPerFile = 6;

const standingClock: Clock = { now: () => 0, delay: () => Promise.resolve() };
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing };

/** Up to `count` places of a package where a member's name was written or begun: the rest of the line is cut out. */
export async function memberHoles(
  files: readonly CorpusFile[],
  grammars: Grammars,
  count: number,
): Promise<readonly Hole[]> {
  const parser = new SyntaxParser(grammars, standingClock, silent);
  const dice = new Dice(1);
  const holes: Hole[] = [];
  for (const file of shuffled(files, dice)) {
    if (holes.length >= count) break;
    const { package: name, path, languageId, text } = file;
    const uri = `sample:/${name}/${path}`;
    const tree = await parser.parse({ ...file, uri, version: 1 }, new AbortController().signal);
    if (!tree) continue;
    const gaps = findGaps(tree, dice).filter(
      ({ kind, start }) =>
        (kind === 'rest-of-line' || kind === 'mid-word') &&
        memberAccess(text, start) &&
        placeAt(tree, start) === 'code',
    );
    parser.forget(uri);
    const neighbours = gaps.length === 0 ? [] : neighboursOf(file, files);
    const project = projectOf(file, files);
    for (const { kind, start, end } of shuffled(gaps, dice).slice(0, mostPerFile)) {
      if (holes.length >= count) break;
      const [prefix, expected, suffix] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
      const id = `${name}/${path}:${start}-${end}`;
      holes.push({
        id,
        kind,
        package: name,
        path,
        languageId,
        prefix,
        suffix,
        expected,
        neighbours,
        project,
      });
    }
  }
  parser.dispose();
  return holes;
}

function nothing(): void {
  return undefined;
}
