import type { At } from '../request';
import { scanBrackets } from '../syntax/brackets';
import { surroundingsOf } from '../syntax/surroundings';

import { pairInsideText } from './pairInsideText';

/** Which closers of the text are those that already stand right of the cursor. */
export interface Pairing {
  /** How many code units of the rest of the line the text writes again. */
  readonly replace: number;
  /** Offset in the rest of the line -> offset in the text. Blanks have no partner. */
  readonly partners: ReadonlyMap<number, number>;
  /** The first closer of the text that would take what another closer of the rest closes. */
  readonly surplus: number | undefined;
}

const nothing: Pairing = { replace: 0, partners: new Map(), surplus: undefined };

/**
 * The model doesn't see closers right of the cursor and writes them itself. By brackets, not by letters:
 *
 *     foo(█)   a, b)      the text's `)` is the one that stands there
 *     foo(█)   bar(x)     the text's `)` is its own
 */
export function pairWithRest(text: string, at: At): Pairing {
  const { open, rest, restCloses, restIsClosers } = surroundingsOf(at);
  if (!restIsClosers || rest.trim() === '') return nothing;
  const cursor = at.prefix.length;
  const scan = scanBrackets(text, at.languageId, open, cursor);
  const inRest = new Set(restCloses.map((close) => close.frame));
  const partners = new Map<number, number>();
  let surplus: number | undefined;
  let next = 0;
  for (const { frame, char, at: place } of scan.closes) {
    if (!frame || !inRest.has(frame)) continue;
    const partner = restCloses[next];
    if (partner?.frame !== frame) {
      surplus = place - cursor;
      break;
    }
    for (let index = 0; index < char.length; index += 1)
      partners.set(partner.at - cursor + index, place - cursor + index);
    next += 1;
  }
  for (const [place, partner] of pairInsideText(text, at)) partners.set(place, partner);
  pairMarks(
    text,
    rest,
    partners,
    scan.open.every((frame) => frame.at < cursor),
  );
  return { replace: replaced(rest, partners), partners, surplus };
}

/** How many code units right of the cursor the text replaces. */
export function replaceLength(text: string, at: At): number {
  return pairWithRest(text, at).replace;
}

/** `;` belongs behind the last paired closer or at the text's end, `,` and `:` at its end only: they may separate more. */
function pairMarks(text: string, rest: string, partners: Map<number, number>, balanced: boolean): void {
  let last: number | undefined;
  const end = text.trimEnd().length - 1;
  for (let index = 0; index < rest.length; index += 1) {
    const char = rest.charAt(index);
    const partner = partners.get(index);
    if (partner !== undefined) last = partner;
    else if (char.trim() !== '') {
      const isMark = char === ';' || char === ',' || char === ':';
      if (!isMark) return;
      const behind =
        last !== undefined && char === ';' && text.charAt(last + 1) === char ? last + 1 : undefined;
      const atEnd =
        balanced && text.charAt(end) === char && (last === undefined || end > last) ? end : undefined;
      last = behind ?? atEnd;
      if (last === undefined) return;
      partners.set(index, last);
    }
  }
}

function replaced(rest: string, partners: ReadonlyMap<number, number>): number {
  let length = 0;
  for (let index = 0; index < rest.length; index += 1) {
    if (partners.has(index)) length = index + 1;
    else if (rest.charAt(index).trim() !== '') return length;
  }
  return length;
}
