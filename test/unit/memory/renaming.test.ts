import { expect, test } from 'vitest';

import { Renaming } from '../../../src/completion/memory/renaming';

function renamed(name: string, ...pairs: readonly (readonly [from: string, to: string])[]): string {
  const renaming = new Renaming();
  for (const [from, to] of pairs) renaming.add(from, to);
  return renaming.of(name);
}

test('a name that stands for another is put in its place', () => {
  expect(renamed('first', ['first', 'second'])).toBe('second');
  expect(renamed('third', ['first', 'second'])).toBe('third');
});

test('a name stands for one other only', () => {
  const renaming = new Renaming();
  expect(renaming.add('first', 'second')).toBe(true);
  expect(renaming.add('first', 'second')).toBe(true);
  expect(renaming.add('first', 'third')).toBe(false);
  expect(renaming.add('same', 'same')).toBe(true);
  expect(renaming.add('same', 'other')).toBe(false);
});

test.each([
  ['maxWidth', 'maxHeight'],
  ['Width', 'Height'],
  ['width', 'height'],
  ['MAX_WIDTH', 'MAX_HEIGHT'],
  ['max_width', 'max_height'],
  ['_width', '_height'],
  ['widthOfAll', 'heightOfAll'],
  ['wide', 'wide'],
])('words within a name follow: %s becomes %s', (name, expected) => {
  expect(renamed(name, ['setWidth', 'setHeight'])).toBe(expected);
});

test.each([
  ['openFile', 'saveAllFiles'],
  ['OPEN_FILE', 'SAVE_ALL_FILES'],
  ['open_file', 'save_all_files'],
  ['OpenFile', 'SaveAllFiles'],
  ['onOpenFile', 'onSaveAllFiles'],
  ['open', 'open'],
])('several words stand for several: %s becomes %s', (name, expected) => {
  expect(renamed(name, ['openFile', 'saveAllFiles'])).toBe(expected);
});

test('a number at the end of a name is a word of it', () => {
  expect(renamed('chip1', ['first1', 'first2'])).toBe('chip2');
});

test('acronyms are words', () => {
  expect(renamed('parseHTTPHeader', ['readHTTP', 'readXML'])).toBe('parseXMLHeader');
});

test('a name without a word in common stays', () => {
  expect(renamed('total', ['$', '_'])).toBe('total');
  expect(renamed('größe', ['setGröße', 'setLänge'])).toBe('länge');
});
