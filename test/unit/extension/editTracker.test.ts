import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));

import type { Clock } from '../../../src/completion/ports';
import { EditTracker } from '../../../src/extension/editTracker';
import { events, FakeDocument, Position, world } from '../../fakes/vscode';

const document = new FakeDocument('file:/a.ts', 'const a = 1;');
const here = new Position(0, 5);
const elsewhere = new Position(0, 9);

let nowMs = 0;
let keystrokes: number[] = [];
let forgotten: string[] = [];
let tracker: EditTracker;

beforeEach(() => {
  world.reset();
  nowMs = 1_000;
  keystrokes = [];
  forgotten = [];
  const turnedByHand: Clock = { now: () => nowMs, delay: async () => undefined };
  tracker = new EditTracker(turnedByHand, {
    noteEdit: (atMs) => void keystrokes.push(atMs),
    forget: (uri) => void forgotten.push(uri),
  });
});

afterEach(() => {
  tracker.dispose();
});

const edit = (text: string, reason?: number, edited = document): void => {
  events.textChanged.fire({ document: edited, contentChanges: [{ text, rangeLength: 0 }], reason });
};
const caretAt = (active: Position): void => {
  events.selection.fire({ textEditor: { document, selection: { active } } });
};
const editedAt = (position: Position) => tracker.editedAt(document as never, position as never);

test('a document that was never edited has no time', () => {
  caretAt(here);
  expect(editedAt(here)).toBeUndefined();
});

test('an edit holds before VS Code has told where the caret is', () => {
  edit('a');
  expect(editedAt(here)).toBe(1_000);
});

test('a caret that leaves the place of the edit has moved; back there it has not', () => {
  edit('a');
  caretAt(here);
  nowMs += 500;
  caretAt(elsewhere);
  expect(editedAt(elsewhere)).toBeUndefined();
  expect(editedAt(here)).toBe(1_000);
});

test('one edit may move the caret in several steps', () => {
  edit('()');
  caretAt(elsewhere);
  nowMs += 5;
  caretAt(here);
  expect(editedAt(here)).toBe(1_000);
});

test('keystrokes set the rhythm; undo, redo and pastes do not', () => {
  edit('a');
  nowMs += 100;
  edit('b', 1);
  edit('c', 2);
  edit('const pasted = true;');
  nowMs += 100;
  edit('d');
  expect(keystrokes).toEqual([1_000, 1_200]);
});

test('output panes and changes without content are no edits', () => {
  edit('a', undefined, new FakeDocument('output:log', ''));
  events.textChanged.fire({ document, contentChanges: [], reason: undefined });
  expect(keystrokes).toEqual([]);
  expect(editedAt(here)).toBeUndefined();
});

test('a closed document is forgotten', () => {
  edit('a');
  events.closed.fire(document);
  expect(forgotten).toEqual(['file:/a.ts']);
  expect(editedAt(here)).toBeUndefined();
});
