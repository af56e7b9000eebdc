import type { Dice } from '../../fakes/dice';

const inserted = [
  'a',
  ' ',
  '\n',
  '  ',
  '(',
  ')',
  '{',
  '}',
  '"',
  "'",
  '`',
  '/',
  '*',
  '#',
  ';',
  ':',
  '1',
  'é',
  '😀',
  '𝒜',
  'if',
  '\n\n',
];

/** The text with one stretch typed, deleted or replaced, never half of a surrogate pair. */
export function randomEdit(text: string, dice: Dice): string {
  const characters = Array.from(text);
  const at = dice.below(characters.length + 1);
  const length = dice.below(2) === 0 ? 0 : dice.below(40);
  const pasted = characters
    .slice(dice.below(characters.length + 1))
    .slice(0, 20)
    .join('');
  const typed = [dice.pick(inserted), dice.pick(inserted), pasted, ''][dice.below(4)] ?? '';
  return [...characters.slice(0, at), typed, ...characters.slice(at + length)].join('');
}
