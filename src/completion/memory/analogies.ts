import { isCloserOnly, lineEnd, lineStart } from '../text';
import { mostCompared, type AlikePlace, type Likeness } from './alikePlaces';
import type { NameWords } from './nameWords';
import { Renaming } from './renaming';
import type { TokenKind, TokenLine } from './tokenLine';
import type { TokenLines } from './tokenLines';

/** What the cursor's line goes on with if it is to this place what a line nearby is to its own. */
export interface Analogy {
  /** Continues at the cursor, up to the end of the line; empty where the line nearby ends here. */
  readonly text: string;
  /** What the line has in common with the cursor's, up to the cursor: 2 for a word, 1 for a sign or a number. */
  readonly equal: number;
  /** The same of the lines above the two, as far as these are alike. */
  readonly above: number;
  /** How many lines above are alike. */
  readonly lines: number;
  /** Whether the line below is like the one below the cursor's, too. */
  readonly below: boolean;
  /** The names in `text` that stand in the place of others. */
  readonly renamed: readonly string[];
  /** In lines that say something; `elsewhere` in another document. */
  readonly distance: number;
}

/** The distance of lines in other documents: more than any here has. */
export const elsewhere = 1_000;

/** The nearest lines say most: so many are looked at. Twice as many were right as often (docs/lab/analogy.md). */
const mostAbove = 150;
const mostBelow = 50;

/**
 * What the lines near the cursor go on with that are like its own up to the cursor, and whose lines above are like those
 * above it, though other names stand in them, each always for the same: with the cursor's names in the place of theirs.
 * Whoever writes one case after the other goes on so.
 */
export function analogies(
  text: string,
  offset: number,
  lines: TokenLines,
  placesElsewhere: (likeness: Likeness) => readonly AlikePlace[] = () => [],
): readonly Analogy[] {
  const above = lines.above(text, offset, mostAbove);
  const below = lines.below(text, offset, mostBelow);
  const own = lines.of(text.slice(lineStart(text, offset), offset));
  const rest = text.slice(offset, lineEnd(text, offset)).trimEnd();
  const isInWord = wordKinds.has(own.kinds.at(-1) ?? 'sign');
  // All but the word that is being written.
  const whole = own.tokens.length - (isInWord ? 1 : 0);
  const cursor: Cursor = {
    own,
    whole,
    above,
    next: below[0],
    isKnown: knownIn([...above, ...below]),
    rest: isCloserOnly(rest) ? '' : rest,
    nameWords: lines.nameWords,
  };
  const found: Analogy[] = [];
  const look = (lines: readonly TokenLine[], index: number, distance: number): void => {
    // Most lines are told from the cursor's by this alone.
    if (lines[index]?.shapes[whole] !== own.shapes[whole]) return;
    const analogy = analogyAt(lines, index, distance, cursor);
    if (analogy) found.push(analogy);
  };
  for (let index = 0; index < above.length; index += 1) look(above, index, above.length - index);
  for (let index = 0; index < below.length; index += 1) look(below, index, index + 1);
  for (const { lines: others, index } of placesElsewhere(cursor)) look(others, index, elsewhere);
  return found;
}

/** Kinds that go on while letters are typed. */
const wordKinds: ReadonlySet<TokenKind> = new Set<TokenKind>(['name', 'keyword', 'number']);

interface Cursor extends Likeness {
  readonly next: TokenLine | undefined;
  /** Whether a name stands in the lines around. */
  readonly isKnown: (name: string) => boolean;
  /** What the line ends with already. */
  readonly rest: string;
  readonly nameWords: NameWords;
}

function analogyAt(
  lines: readonly TokenLine[],
  index: number,
  distance: number,
  cursor: Cursor,
): Analogy | undefined {
  const { own, whole, above, next, rest } = cursor;
  const line = lines[index];
  if (!line) return undefined;
  const renaming = new Renaming(cursor.nameWords);
  const equal = alike(line, own, whole, renaming);
  if (equal === undefined) return undefined;

  const isAsDeep = (theirs: TokenLine, ours: TokenLine): boolean =>
    theirs.indent - line.indent === ours.indent - own.indent;
  let aboveEqual = 0;
  let up = 1;
  for (; up <= mostCompared; up += 1) {
    const theirs = lines[index - up];
    const ours = above[above.length - up];
    const common = theirs && ours && isAsDeep(theirs, ours) ? alikeLines(theirs, ours, renaming) : undefined;
    if (common === undefined) break;
    aboveEqual += common;
  }
  if (equal + aboveEqual === 0 || (distance === elsewhere && up === 1)) return undefined;

  const further = goOn(line, cursor, renaming);
  if (!further?.text.endsWith(rest)) return undefined;
  const text = further.text.slice(0, further.text.length - rest.length).trimEnd();
  // The next line need not be said twice.
  if (own.text === '' && text === next?.text) return undefined;
  // Nothing ends behind a dot: that line is still being written.
  if (text === '' && own.text.endsWith('.')) return undefined;
  const theirNext = lines[index + 1];
  const isSameBelow =
    theirNext !== undefined &&
    next !== undefined &&
    theirNext !== next &&
    isAsDeep(theirNext, next) &&
    alikeLines(theirNext, next, renaming) !== undefined;
  const { renamed } = further;
  return { text, equal, above: aboveEqual, lines: up - 1, below: isSameBelow, renamed, distance };
}

/** Looked up once: all lines ask for the same word. */
function knownIn(lines: readonly TokenLine[]): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const found = known.get(name) ?? lines.some(({ tokens }) => tokens.includes(name));
    known.set(name, found);
    return found;
  };
}

function alikeLines(theirs: TokenLine, ours: TokenLine, renaming: Renaming): number | undefined {
  const { length } = ours.tokens;
  if (theirs.tokens.length !== length || theirs.shapes[length] !== ours.shapes[length]) return undefined;
  const before = renaming.size;
  const common = alike(theirs, ours, length, renaming);
  if (common === undefined) renaming.forgetFrom(before);
  return common;
}

/** What the first so many tokens have in common when only names, numbers and blanks differ; otherwise undefined. */
function alike(theirs: TokenLine, ours: TokenLine, count: number, renaming: Renaming): number | undefined {
  let common = 0;
  for (let index = 0; index < count; index += 1) {
    const kind = ours.kinds[index];
    const their = theirs.tokens[index] ?? '';
    const our = ours.tokens[index] ?? '';
    if (theirs.kinds[index] !== kind) return undefined;
    if (kind === 'name' && !renaming.add(their, our)) return undefined;
    if (their === our) common += kind === 'name' || kind === 'keyword' ? 2 : 1;
    else if (kind === 'sign' || kind === 'keyword') return undefined;
  }
  return common;
}

interface Further {
  readonly text: string;
  readonly renamed: readonly string[];
}

/** The line's tokens behind the complete ones with their names renamed; of the first one only what is not written yet. */
function goOn(line: TokenLine, { own, whole, isKnown }: Cursor, renaming: Renaming): Further | undefined {
  const renamed: string[] = [];
  const rename = (from: number): string => {
    let said = '';
    for (let index = from; index < line.tokens.length; index += 1) {
      const token = line.tokens[index] ?? '';
      const name = line.kinds[index] === 'name' ? renaming.of(token) : token;
      if (name !== token) renamed.push(name);
      said += name;
    }
    return said;
  };
  const begun = own.tokens[whole];
  if (begun === undefined) return { text: rename(whole), renamed };
  const said = rename(whole);
  if (said.startsWith(begun)) return { text: said.slice(begun.length), renamed };
  // Or the word is complete, and stands for theirs: no one that is only begun.
  const isName = line.kinds[whole] === 'name' && own.kinds[whole] === 'name';
  if (!isName || !isKnown(begun) || !renaming.add(line.tokens[whole] ?? '', begun)) return undefined;
  renamed.length = 0;
  return { text: rename(whole + 1), renamed };
}
