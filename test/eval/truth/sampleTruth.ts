import { SyntaxParser } from '../../../src/completion/syntax/parser';
import { languageRow } from '../../../src/completion/syntax/languages';
import type { SyntaxTree } from '../../../src/completion/syntax/syntaxTree';
import { indentOf, isWordCharacter, lineEnd, lineStart } from '../../../src/completion/text';
import type { Clock, Grammars } from '../../../src/completion/ports';
import { Dice } from '../../../src/lab/dice';
import { findGaps } from '../../../src/lab/findGaps';
import type { CorpusFile } from '../../../src/lab/hole';
import { shuffled } from '../../../src/lab/sampleHoles';
import { findBodies, type Body } from './findBodies';
import { variants, type TruthHole, type Variant } from './truthHole';

const nothing = (): void => undefined;
const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing };
const mostLines = 12;
/** Lines come in many kinds, and cost less. */
const lineShare = 4;

/** Up to `count` holes of each variant for each language, a few from each file. */
export async function sampleTruth(
  files: readonly CorpusFile[],
  grammars: Grammars,
  clock: Clock,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<readonly TruthHole[]> {
  const parser = new SyntaxParser(grammars, clock, silent);
  const dice = new Dice(seed);
  const holes: TruthHole[] = [];
  const quota = (variant: Variant): number => (variant === 'line' ? lineShare * count : count);
  for (const languageId of [...new Set(files.map((file) => file.languageId))].toSorted()) {
    if (languageRow(languageId).grammar === undefined) continue;
    const own = shuffled(
      files.filter((file) => file.languageId === languageId),
      dice,
    );
    const taken = new Map<Variant, TruthHole[]>(variants.map((variant) => [variant, []]));
    const perFile = Math.max(4, Math.ceil((2 * count) / own.length));
    for (const file of own) {
      if ([...taken].every(([variant, list]) => list.length >= quota(variant))) break;
      const found = await holesOf(file, parser, dice);
      for (const [variant, list] of taken) {
        const ofVariant = shuffled(found.get(variant) ?? [], dice).slice(0, perFile);
        list.push(...ofVariant.slice(0, quota(variant) - list.length).map((make) => make()));
      }
    }
    holes.push(...[...taken.values()].flat());
  }
  parser.dispose();
  return holes;
}

type Make = () => TruthHole;

async function holesOf(
  file: CorpusFile,
  parser: SyntaxParser,
  dice: Dice,
): Promise<ReadonlyMap<Variant, readonly Make[]>> {
  const uri = `truth:/${file.package}/${file.path}`;
  const tree = await parser.parse({ ...file, uri, version: 1 }, new AbortController().signal);
  const found = new Map<Variant, Make[]>(variants.map((variant) => [variant, []]));
  if (tree?.root) {
    for (const { kind, start, end } of findGaps(tree, dice)) {
      const splitsWord = isWordCharacter(file.text.charAt(end - 1)) && isWordCharacter(file.text.charAt(end));
      if (kind === 'statement' || kind === 'function-body' || splitsWord) continue;
      found.get('line')?.push(() => hole(file, 'line', start, end));
    }
    for (const body of findBodies(tree)) addBody(found, file, tree, body, dice);
  }
  parser.forget(uri);
  return found;
}

function addBody(
  found: ReadonlyMap<Variant, Make[]>,
  file: CorpusFile,
  { text, row }: SyntaxTree,
  { start, end, closer, needed, members, statements }: Body,
  dice: Dice,
): void {
  const add = (variant: Variant, from: number, to: number, options: Options = {}): void => {
    found.get(variant)?.push(() => hole(file, variant, from, to, { members, ...options }));
  };
  const visible = start + indentOf(text.slice(start, end)).length;
  add('below', start, end);
  add('fresh', visible, end);
  const later = statements.filter((each) => lineStart(text, each.start) > lineStart(text, visible));
  if (later.length > 0) add('tail', dice.pick(later).start, end);
  const single = statements.filter(
    (each) => each.end < end && text.slice(each.start, each.end).split('\n').length <= mostLines,
  );
  if (single.length > 0) {
    const { start: from, end: to } = dice.pick(single);
    add('statement', from, to);
  }
  if (!closer) {
    add('end', start, end, { also: text.slice(end, Math.max(end, needed)), suffix: '' });
    return;
  }
  const also = text.slice(closer.end, Math.max(needed, lineEnd(text, closer.end)));
  add('end', start, closer.end, { also, suffix: '' });
  // A person who writes such a body has not written `else` behind it.
  if (!/^[\s;,)\]}]*$/.test(also)) return;
  if (row.blockStyle === 'braces') add('pair', start, closer.start);
  add('open', start, closer.end, { also, suffix: text.slice(closer.end + also.length) });
}

type Options = Partial<Pick<TruthHole, 'also' | 'suffix'>> & { readonly members?: readonly number[] };

function hole(
  { path, languageId, text }: CorpusFile,
  variant: Variant,
  start: number,
  end: number,
  { also = '', suffix = text.slice(end), members = [] }: Options = {},
): TruthHole {
  return {
    variant,
    path,
    languageId,
    prefix: text.slice(0, start),
    suffix,
    truth: text.slice(start, end),
    also,
    members: members.map((each) => each - start).filter((each) => each > 0 && each < end - start),
    rest: text.slice(end),
  };
}
