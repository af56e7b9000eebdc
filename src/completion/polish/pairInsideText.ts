import type { At } from '../request';
import { closerOf, isBracket } from '../syntax/brackets';
import { surroundingsOf } from '../syntax/surroundings';

const closerOfOpener: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * Editors close brackets inside comments and strings as well, where they are no code: `// see {@link █}`. Pairs the
 * closers of the text with those right of the cursor by counting brackets of the cursor's line alone. Each pair is an
 * offset in the rest of the line and one in the text.
 */
export function pairInsideText(text: string, at: At): readonly (readonly [rest: number, text: number])[] {
  const { linePrefix, open, rest } = surroundingsOf(at);
  const inside = open.at(-1);
  if (!inside || isBracket(inside)) return [];
  const started = Math.max(0, inside.at + inside.delimiter.length - (at.prefix.length - linePrefix.length));
  const opened = unmatched(linePrefix.slice(started), []).open;
  const present = unmatched(/^[)\]}]*/.exec(rest)?.[0] ?? '', opened).closed;
  const end = text.indexOf(closerOf(inside.delimiter) || '\n');
  const written = unmatched(end < 0 ? text : text.slice(0, end), opened).closed;
  return present.flatMap((index, place) => {
    const partner = written[place];
    return partner === undefined ? [] : [[index, partner] as const];
  });
}

/** Follows brackets from a stack of awaited closers: what stays open, and where closers of the given stack stand. */
function unmatched(
  text: string,
  awaited: readonly string[],
): { readonly open: readonly string[]; readonly closed: readonly number[] } {
  const open = [...awaited];
  const closed: number[] = [];
  let outer = awaited.length;
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    const closer = closerOfOpener[char];
    if (closer !== undefined) open.push(closer);
    else if (open.at(-1) === char) {
      open.pop();
      if (open.length < outer) closed.push(index);
      outer = Math.min(outer, open.length);
    }
  }
  return { open, closed };
}
