import type { Dice } from '../../fakes/dice';
import type { Script } from '../../fakes/scriptedModel';
import { samples } from '../syntax/samples';

const pieces = [
  '\n', '\n', '\n\n', '\n\n\n\n', '    ', '\t', '\t\t', ' ', '(', ')', '{', '}', '[', ']', '"', "'", '`', '"""', "'''",
  ';', ',', ':', '.', '=', '+', '//', '#', '/*', '*/', '${', '<', '>', '\\', '@', '=>', 'a', 'foo', 'return ', 'if ',
  'else', 'end', 'def f():', 'do', 'then', 'import x', 'é', 'e\u0301', '世界', '😀', '𝒜', '👩‍👩‍👧', '\u200b', '\ufeff', '\u2028',
  '\r', '\r\n', '0', '1234567890',
] as const; // prettier-ignore

const brackets = '()[]{}';
export const languages = [...Object.keys(samples), 'c', 'scss', 'plaintext', 'unheard-of'];

/** A document as nobody would write it: stretches of real code, torn and mixed with odd characters. LF line ends. */
export function randomDocument(dice: Dice, languageId: string): string {
  const sample = samples[languageId] ?? samples[dice.pick(Object.keys(samples))] ?? '';
  const parts = Array.from({ length: dice.below(6) }, () => randomPart(dice, sample));
  return parts.join(dice.pick(['', '\n', '\n\n'])).replaceAll('\r', '');
}

function randomPart(dice: Dice, sample: string): string {
  switch (dice.below(9)) {
    case 0:
    case 1:
    case 2:
      return sample;
    case 3:
    case 4: {
      const start = dice.below(sample.length + 1);
      return sample.slice(start, start + dice.below(200));
    }
    case 5:
      return Array.from({ length: dice.below(30) }, () => dice.pick(pieces)).join('');
    case 6:
      return Array.from({ length: dice.below(60) }, () => brackets.charAt(dice.below(6))).join('');
    case 7:
      return dice.pick(['\n', ' ', '\t', '\n    ', '\n\t']).repeat(dice.below(200));
    default:
      return dice.pick(['a', '(', 'ab, ', ' ', '😀', '"x" ', '\\']).repeat(hugeLength(dice));
  }
}

/** Now and then a line that is longer than every limit. */
function hugeLength(dice: Dice): number {
  const kind = dice.below(60);
  if (kind === 0) return 300_000;
  return kind < 10 ? 12_000 : dice.below(400);
}

export function randomPieces(dice: Dice, most: number): string {
  return Array.from({ length: dice.below(most) }, () => dice.pick(pieces)).join('');
}

export function randomScript(dice: Dice, languageId: string): Script {
  const sample = samples[languageId] ?? '';
  const start = dice.below(sample.length + 1);
  const text = dice.pick([
    randomPieces(dice, 40),
    sample.slice(start, start + dice.below(300)),
    `${randomPieces(dice, 4)};\n${sample.slice(start, start + 80)}`,
    dice.pick(['a', ' ', '\n', 'ab(', '}\n', 'x = 1;\n']).repeat(dice.below(80)),
  ]);
  return {
    text,
    chunkSizes: Array.from({ length: 1 + dice.below(12) }, () => 1 + dice.below(dice.pick([2, 6, 40]))),
    gated: dice.below(3) > 0,
    logProbability: dice.pick([0, 0, -0.02, -2]),
  };
}

/** A place in the text where an editor can put a cursor: never in the middle of a character. */
export function randomOffset(dice: Dice, text: string): number {
  const offset = dice.pick([0, text.length, dice.below(text.length + 1), dice.below(text.length + 1)]);
  return wholeCharacter(text, offset);
}

/** The offset, moved left where it would cut a surrogate pair. */
export function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return offset > 0 && code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}
