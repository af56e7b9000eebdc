import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));

import type { Clock } from '../../../src/completion/ports';
import { EditTracker } from '../../../src/extension/editTracker';
import { GhostText } from '../../../src/extension/ghostText';
import { events, FakeDocument, Position, world } from '../../fakes/vscode';

const document = new FakeDocument('file:/a.ts', 'const a = 1;');
const here = new Position(0, 5);
const elsewhere = new Position(0, 9);

let nowMs = 0;
let keystrokes: number[] = [];
let forgotten: string[] = [];
let verdicts: unknown[] = [];
let tracker: EditTracker;
let ghost: GhostText;

beforeEach(() => {
  world.reset();
  nowMs = 1_000;
  keystrokes = [];
  forgotten = [];
  verdicts = [];
  const turnedByHand: Clock = { now: () => nowMs, delay: async () => undefined };
  ghost = new GhostText();
  tracker = new EditTracker(
    turnedByHand,
    {
      noteEdit: (atMs) => void keystrokes.push(atMs),
      forget: (uri) => void forgotten.push(uri),
      noteVerdict: (verdict, place) => void verdicts.push([verdict, place]),
    },
    ghost,
  );
});

afterEach(() => {
  tracker.dispose();
});

const edit = (text: string, reason?: number, edited = document): void => {
  events.textChanged.fire({
    document: edited,
    contentChanges: [{ text, rangeLength: 0, rangeOffset: 0 }],
    reason,
  });
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

/** The document becomes this: `⟦…⟧` came at once where something of `length` stood; the caret is at `█`, or behind it. */
function becomes(drawing: string, { length = 0, reason = undefined as number | undefined } = {}): void {
  const from = drawing.replace('█', '').indexOf('⟦');
  const [, text = ''] = /⟦([^⟧]*)⟧/.exec(drawing.replace('█', '')) ?? [];
  const caret = drawing.replace(/[⟦⟧]/g, '').indexOf('█');
  const whole = drawing.replace(/[⟦⟧█]/g, '');
  const now = new FakeDocument('file:/a.ts', whole);
  const change = { text, rangeLength: length, rangeOffset: from };
  events.textChanged.fire({ document: now, contentChanges: [change], reason });
  const active = now.positionAt(caret < 0 ? from + text.length : caret);
  events.selection.fire({ textEditor: { document: now, selection: { active } } });
}
const shows = (document: string, text: string): void => {
  const shown = new FakeDocument('file:/a.ts', document.replace('█', ''));
  ghost.show(shown as never, shown.positionAt(document.indexOf('█')) as never, [text], nowMs);
};

describe('what the last edit was', () => {
  const kind = () => tracker.lastEdit(document as never);

  test('a key is typing, and so is a word from the list of suggestions', () => {
    becomes('a⟦b⟧');
    expect(kind()).toBe('typed');
    becomes('items.⟦forEach⟧', { length: 2 });
    expect(kind()).toBe('typed');
    becomes('items.⟦forEach(█)⟧', { length: 2 });
    expect(kind()).toBe('typed');
    becomes('f() {⟦\n  ⟧');
    expect(kind()).toBe('typed');
  });

  test('undo, redo and pastes are told apart from it, until the next key', () => {
    becomes('a⟦b⟧', { reason: 1 });
    expect(kind()).toBe('undone');
    becomes('⟦const a = 1;⟧');
    expect(kind()).toBe('pasted');
    becomes('const a = 1;⟦b⟧');
    expect(kind()).toBe('typed');
  });

  test('a completion that was taken to the end of its line is accepted', () => {
    shows('x = █', 'alpha(beta);');
    becomes('x = ⟦alpha(beta);⟧');
    expect(kind()).toBe('accepted');
    shows('x = f(█)', 'alpha, beta);');
    becomes('x = f(⟦alpha, beta);⟧', { length: 1 });
    expect(kind()).toBe('accepted');
  });

  test('a completion in the middle of a line, or a part of one, goes on', () => {
    shows('x = █ + b', 'alpha(beta)');
    becomes('x = ⟦alpha(beta)⟧ + b');
    expect(kind()).toBe('typed');
    shows('x = █', 'alpha(beta, gamma);');
    becomes('x = ⟦alpha(beta,⟧');
    expect(kind()).toBe('typed');
    becomes('x = alpha(beta,⟦ gamma);⟧');
    expect(kind()).toBe('accepted');
  });

  test('a snippet rests in the middle of its line and is done in its body', () => {
    becomes('⟦for (const █ of y) {\n\n}⟧');
    expect(kind()).toBe('snippet');
    becomes('for (const ⟦x⟧█ of y) {\n\n}');
    expect(kind()).toBe('snippet');
    becomes('for (const x of y) {\n⟦a⟧\n}');
    expect(kind()).toBe('typed');
  });
});

describe('what has become of a shown text', () => {
  const place = { uri: 'file:/a.ts', before: 'const a = 1;', line: 'x = alpha(beta);' };
  const before = 'const a = 1;\n\nx = █';

  test('is an accept, as soon as it is taken', () => {
    shows(before, 'alpha(beta);\ngamma();');
    becomes('const a = 1;\n\nx = ⟦alpha(beta);\ngamma();⟧');
    expect(verdicts).toEqual([['accepted', place]]);
  });

  test('is a reject when it was seen and something else was typed, be it behind a part of it', () => {
    shows(before, 'alpha(beta);');
    becomes('const a = 1;\n\nx = ⟦a⟧');
    nowMs += 750;
    becomes('const a = 1;\n\nx = a⟦b⟧');
    expect(verdicts).toEqual([['rejected', place]]);
  });

  test('is nothing when nobody had the time to read it, or it is only gone', () => {
    shows(before, 'alpha(beta);');
    nowMs += 749;
    becomes('const a = 1;\n\nx = ⟦b⟧');
    shows(before, 'alpha(beta);');
    nowMs += 10_000;
    becomes('const a = 1;\n\n⟦y;⟧x = ');
    expect(verdicts).toEqual([]);
  });
});
