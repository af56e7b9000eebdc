import { describe, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));

import { indentUnit } from '../../../src/extension/indentUnit';
import { isKeystroke } from '../../../src/extension/isKeystroke';
import { Recency } from '../../../src/extension/recency';
import { isServed } from '../../../src/extension/servedDocuments';
import { splitsCharacter } from '../../../src/extension/splitsCharacter';
import { Uri, world } from '../../fakes/vscode';

describe('isKeystroke', () => {
  test.each([
    ['a character', 'a', 0, true],
    ['a character over a selection', 'a', 9, true],
    ['a bracket with the one that the editor adds', '()', 0, true],
    ['a character outside the first plane', '😀', 0, true],
    ['Enter with its indentation', '\r\n        ', 0, true],
    ['Backspace', '', 1, true],
    ['a word deleted', '', 12, true],
    ['a paste', 'const a = 1;', 0, false],
    ['a pasted line', '\n  return a;', 0, false],
    ['a selection of many lines deleted', '', 400, false],
  ])('%s', (_name, text, rangeLength, expected) => {
    expect(isKeystroke([{ text, rangeLength }])).toBe(expected);
  });

  test('edits in several places are not one key at one caret', () => {
    const change = { text: 'a', rangeLength: 0 };
    expect(isKeystroke([change, change])).toBe(false);
    expect(isKeystroke([])).toBe(false);
  });
});

describe('isServed', () => {
  test.each([
    ['file:/a.ts', true],
    ['untitled:Untitled-1', true],
    ['vscode-remote:/home/a.ts', true],
    ['vscode-vfs:/repo/a.ts', true],
    ['vscode-notebook-cell:/a.ipynb#1', true],
    ['output:extension-output', false],
    ['debug:replinput', false],
    ['comment:1', false],
    ['memfs:/a.ts', false],
    ['file:/project/.env', false],
    ['file:/project/.env.local', false],
    ['file:/home/id_rsa', false],
    ['file:/certificates/server.pem', false],
    ['file:/project/environment.ts', true],
    ['file:/project/keys.ts', true],
  ])('%s: %s', (uri, expected) => {
    world.reset();
    expect(isServed(Uri.parse(uri) as never)).toBe(expected);
  });

  test('a virtual workspace of any kind is served', () => {
    world.reset();
    world.workspaceFolders = [{ uri: Uri.parse('memfs:/project') }];
    expect(isServed(Uri.parse('memfs:/project/a.ts') as never)).toBe(true);
  });
});

describe('splitsCharacter', () => {
  test.each([
    ['between the halves of a pair', 'a😀b', 2, true],
    ['before a pair', 'a😀b', 1, false],
    ['behind a pair', 'a😀b', 3, false],
    ['behind half a pair that stands alone', '\ud83d', 1, false],
    ['at the start', '😀', 0, false],
    ['in an empty text', '', 0, false],
  ])('%s', (_name, text, offset, expected) => {
    expect(splitsCharacter(text, offset)).toBe(expected);
  });
});

describe('indentUnit', () => {
  test.each([
    [{ insertSpaces: false, tabSize: 8 }, '\t'],
    [{ insertSpaces: true, tabSize: 2 }, '  '],
    [{ insertSpaces: true, tabSize: 8, indentSize: 3 }, '   '],
    [{ insertSpaces: true, tabSize: 2, indentSize: 'tabSize' }, '  '],
    [undefined, '    '],
  ])('%j', (options, expected) => {
    expect(indentUnit(options)).toBe(expected);
  });
});

describe('Recency', () => {
  test('sorts the last used first and leaves the rest in its order', () => {
    const recency = new Recency();
    for (const uri of ['a', 'b', 'a', 'c']) recency.note(uri);
    recency.forget('c');
    expect(recency.sort(['x', 'b', 'y', 'a'], (uri) => uri)).toEqual(['a', 'b', 'x', 'y']);
  });

  test('holds no more than its limit', () => {
    const recency = new Recency(2);
    for (const uri of ['a', 'b', 'c']) recency.note(uri);
    expect(['a', 'b', 'c'].map((uri) => recency.has(uri))).toEqual([false, true, true]);
  });
});
