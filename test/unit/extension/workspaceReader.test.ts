import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));

import { WorkspaceReader } from '../../../src/extension/workspaceReader';
import {
  events,
  FakeDocument,
  NotebookCellKind,
  Position,
  Range,
  TabInputText,
  Uri,
  world,
} from '../../fakes/vscode';

let reader: WorkspaceReader;

beforeEach(() => {
  world.reset();
  reader = new WorkspaceReader({ shelves: () => [] });
});

afterEach(() => {
  reader.dispose();
});

function open(uri: string, text = 'x\n'): FakeDocument {
  const document = new FakeDocument(uri, text);
  world.textDocuments.push(document);
  world.tabs.push({ input: new TabInputText(Uri.parse(uri)) });
  return document;
}

const paths = () => reader.openDocuments().map(({ path }) => path);

test('most recently used first, be it by looking or by editing', () => {
  const [a, b, c] = [open('file:/a.ts'), open('file:/b.ts'), open('file:/c.ts')];
  events.activeEditor.fire({ document: b });
  events.activeEditor.fire({ document: c });
  const range = new Range(new Position(0, 0), new Position(0, 0));
  events.textChanged.fire({ document: a, contentChanges: [{ text: 'x', rangeLength: 0, range }] });
  expect(paths()).toEqual(['a.ts', 'c.ts', 'b.ts']);
});

test('a text is read with LF line ends, and only when asked', () => {
  const document = open('file:/a.ts', 'one\r\ntwo');
  const read = vi.spyOn(document, 'getText');
  const [first] = reader.openDocuments();
  expect(read).not.toHaveBeenCalled();
  expect(first?.read()).toBe('one\ntwo');
});

test('left out: what nobody opened, panes, secrets, binary and huge files', () => {
  open('file:/kept.ts');
  world.textDocuments.push(new FakeDocument('file:/background.d.ts', 'x'));
  open('output:log');
  open('file:/.env');
  open('file:/binary.bin', 'PK\0\u0001');
  open('file:/huge.json', 'x'.repeat(400_001));
  expect(paths()).toEqual(['kept.ts']);
});

test('a document that was used stays while VS Code holds it, tab or not, until it is closed', () => {
  const document = new FakeDocument('file:/a.ts', 'x');
  world.textDocuments.push(document);
  events.activeEditor.fire({ document });
  expect(paths()).toEqual(['a.ts']);
  events.closed.fire(document);
  expect(paths()).toEqual([]);
});

test("a notebook's code cells are one document for each language", () => {
  const cell = (name: string, text: string, languageId: string) => ({
    kind: NotebookCellKind.Code,
    document: new FakeDocument(`vscode-notebook-cell:/nb.ipynb#${name}`, text, languageId),
  });
  const cells = [cell('1', 'a = 1', 'python'), cell('2', 'ls', 'shellscript'), cell('3', 'b = 2', 'python')];
  world.textDocuments.push(...cells.map(({ document }) => document));
  world.notebookDocuments = [{ uri: Uri.parse('file:/nb.ipynb'), version: 1, getCells: () => cells }];
  events.activeEditor.fire({ document: cells[1]?.document });
  const read = reader.openDocuments().map((document) => [document.languageId, document.read()]);
  expect(read).toEqual([
    ['shellscript', 'ls'],
    ['python', 'a = 1\n\nb = 2'],
  ]);
});

test('what was changed last is told, in documents that are still there', () => {
  const document = open('file:/a.ts', 'one\ntwo\nthree\n');
  const range = new Range(new Position(1, 0), new Position(1, 3));
  events.textChanged.fire({ document, contentChanges: [{ text: 'two', rangeLength: 3, range }] });
  expect(reader.recentEdits().map((edit) => [edit.path, edit.text])).toEqual([['a.ts', 'one\ntwo\n']]);
});
