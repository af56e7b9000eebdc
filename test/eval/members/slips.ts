import type { Dice } from '../../../src/lab/dice';

/** How a model that knows the truth gets a member's name wrong. */
export interface Slip {
  readonly name: string;
  /** Undefined where the name leaves no room for it. */
  readonly spoil: (name: string, text: string, dice: Dice) => string | undefined;
}

/** What people and models write for one another. */
const synonyms: readonly (readonly string[])[] = [
  ['get', 'fetch', 'read', 'load', 'find'],
  ['set', 'put', 'write', 'update', 'assign'],
  ['add', 'push', 'append', 'insert', 'register'],
  ['remove', 'delete', 'drop', 'unset', 'clear'],
  ['length', 'size', 'count'],
  ['create', 'make', 'build', 'new'],
  ['is', 'has', 'can'],
  ['start', 'begin', 'open', 'from'],
  ['end', 'stop', 'close', 'to'],
  ['name', 'key', 'id', 'title'],
  ['value', 'data', 'content', 'item'],
  ['type', 'kind'],
  ['config', 'options', 'settings'],
  ['callback', 'handler', 'listener'],
  ['parent', 'owner'],
  ['emit', 'dispatch', 'trigger', 'fire'],
  ['map', 'transform'],
  ['node', 'element'],
  ['error', 'exception', 'failure'],
  ['message', 'text'],
];

/** For comparison. */
export const rightName: Slip = { name: 'not at all', spoil: (name) => name };

export const slips: readonly Slip[] = [
  {
    name: 'misspelt',
    spoil: (name, _text, dice) => {
      if (name.length < 4) return undefined;
      const at = 1 + dice.below(name.length - 2);
      const [a, b] = [name.charAt(at), name.charAt(at + 1)];
      const ways = [`${b}${a}`, a, `${a}${a}${b}`];
      return changed(name, name.slice(0, at) + (ways[dice.below(ways.length)] ?? '') + name.slice(at + 2));
    },
  },
  {
    name: 'in another style',
    spoil: (name) => {
      const snake = name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
      const camel = name.replaceAll(/(?<=[a-z0-9])_([a-z])/g, (_, letter: string) => letter.toUpperCase());
      return changed(name, snake === name ? camel : snake);
    },
  },
  {
    name: 'a synonym',
    spoil: (name, _text, dice) => {
      const words = name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=_)/);
      const others = words.flatMap((word, index) => {
        const set = synonyms.find((each) => each.includes(word.toLowerCase())) ?? [];
        return set
          .filter((other) => other !== word.toLowerCase())
          .map((other) =>
            words
              .with(index, /^[A-Z]/.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other)
              .join(''),
          );
      });
      return others[dice.below(others.length)];
    },
  },
  {
    name: 'another of the file',
    spoil: (name, text, dice) => {
      const names = [...new Set(Array.from(text.matchAll(/\.([A-Za-z_$][\w$]*)/g), ([, each = '']) => each))];
      const others = names.filter((each) => each !== name);
      return others[dice.below(others.length)];
    },
  },
];

function changed(name: string, other: string): string | undefined {
  return other === name ? undefined : other;
}
