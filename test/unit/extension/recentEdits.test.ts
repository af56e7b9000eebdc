import { describe, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));

import * as vscode from 'vscode';

import { withEdit, withoutEdit, type LineRange } from '../../../src/extension/editedLines';
import { RecentEdits } from '../../../src/extension/recentEdits';
import { events, FakeDocument, Position, Range } from '../../fakes/vscode';

const lines = (...texts: readonly string[]): LineRange[] =>
  texts.map((text) => ({ start: Number(text.split('-')[0]), end: Number(text.split('-')[1]) }));
const shown = (ranges: readonly LineRange[]) => ranges.map(({ start, end }) => `${start}-${end}`);

describe('edited lines', () => {
  test.each([
    ['a line', [], { start: 5, last: 5, breaks: 0 }, ['5-6']],
    ['two new lines', [], { start: 5, last: 5, breaks: 2 }, ['5-8']],
    ['lines that go', [], { start: 5, last: 9, breaks: 0 }, ['5-6']],
    ['the next line: one piece of work', ['5-6'], { start: 6, last: 6, breaks: 0 }, ['5-7']],
    ['far away: another', ['5-6'], { start: 30, last: 30, breaks: 0 }, ['5-6', '30-31']],
    ['above: what is below moves', ['30-31'], { start: 5, last: 5, breaks: 3 }, ['33-34', '5-9']],
    ['again: it is the newest', ['5-6', '30-31'], { start: 5, last: 5, breaks: 0 }, ['30-31', '5-6']],
  ])('%s', (_, before, change, after) => {
    expect(shown(withEdit(lines(...before), change))).toEqual(after);
  });

  test('what is taken back is forgotten, and the rest moves', () => {
    const after = withoutEdit(lines('5-6', '30-31'), { start: 5, last: 6, breaks: 0 });
    expect(shown(after)).toEqual(['29-30']);
  });
});

const text = Array.from({ length: 40 }, (_, line) => `line ${line};`).join('\n');
const change = (line: number, inserted: string) => ({
  range: new Range(new Position(line, 0), new Position(line, 0)),
  text: inserted,
});

function noted(uri: string, ...changes: readonly ReturnType<typeof change>[]) {
  const document = new FakeDocument(uri, text);
  const edits = new RecentEdits();
  const watch = vscode.workspace.onDidChangeTextDocument((event) => {
    edits.note(event);
  });
  for (const each of changes) events.textChanged.fire({ document, contentChanges: [each] });
  watch.dispose();
  return { document, edits };
}

describe('recent edits', () => {
  test('are the changed lines and the one before, the newest first', () => {
    const { edits } = noted('file:/a.ts', change(5, 'x'), change(20, 'y'));
    expect(edits.list()).toEqual([
      { uri: 'file:/a.ts', path: 'a.ts', languageId: 'typescript', text: 'line 19;\nline 20;\n' },
      { uri: 'file:/a.ts', path: 'a.ts', languageId: 'typescript', text: 'line 4;\nline 5;\n' },
    ]);
  });

  test('are not remembered for secrets, panes and what a program writes at once', () => {
    expect(noted('file:/.env', change(5, 'x')).edits.list()).toEqual([]);
    expect(noted('output:log', change(5, 'x')).edits.list()).toEqual([]);
    expect(noted('file:/a.ts', change(5, 'x'.repeat(5_000))).edits.list()).toEqual([]);
  });

  test('go with their document', () => {
    const { document, edits } = noted('file:/a.ts', change(5, 'x'));
    document.isClosed = true;
    expect(edits.list()).toEqual([]);
  });
});
