import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));

import { documentSnapshot } from '../../../src/extension/documentSnapshot';
import { FakeDocument, NotebookCellKind, Position, Uri, world } from '../../fakes/vscode';

const snapshotOf = (document: FakeDocument, line: number, character: number) =>
  documentSnapshot(document as never, new Position(line, character) as never);

beforeEach(() => {
  world.reset();
});

test('a document with LF line ends is taken as it is', () => {
  const { snapshot, offset } = snapshotOf(
    new FakeDocument('file:/a.ts', 'one\ntwo\n', 'typescript', 7),
    1,
    2,
  );
  expect(snapshot).toEqual({
    uri: 'file:/a.ts',
    path: 'a.ts',
    languageId: 'typescript',
    version: 7,
    text: 'one\ntwo\n',
  });
  expect(offset).toBe('one\ntw'.length);
});

test('CRLF line ends become LF, and the offset with them', () => {
  const drawing = 'one\r\n\r\n  thr█ee\r\nfour';
  const { snapshot, offset } = snapshotOf(new FakeDocument('file:/a.ts', drawing.replace('█', '')), 2, 5);
  expect(`${snapshot.text.slice(0, offset)}█${snapshot.text.slice(offset)}`).toBe('one\n\n  thr█ee\nfour');
});

test('offsets count UTF-16 code units, as VS Code does', () => {
  const { snapshot, offset } = snapshotOf(new FakeDocument('file:/a.ts', "'😀'\r\nx"), 0, 3);
  expect(snapshot.text.slice(0, offset)).toBe("'😀");
});

test("a document's path is relative to its workspace folder, and its bare name outside of any", () => {
  world.workspaceFolders = [{ uri: Uri.parse('file:/home/someone/project') }];
  const pathOf = (uri: string) => snapshotOf(new FakeDocument(uri, ''), 0, 0).snapshot.path;
  expect(pathOf('file:/home/someone/project/src/a.ts')).toBe('src/a.ts');
  expect(pathOf('file:/home/someone/secret/b.ts')).toBe('b.ts');
  expect(pathOf('untitled:Untitled-1')).toBe('Untitled-1');
});

test("a notebook's cell is read together with the code cells of its language around it", () => {
  const cell = (name: string, text: string, kind: number, languageId = 'python') => ({
    kind,
    document: new FakeDocument(`vscode-notebook-cell:/nb.ipynb#${name}`, text, languageId, 3),
  });
  const own = cell('c3', 'total = a', NotebookCellKind.Code);
  const cells = [
    cell('c1', 'a = 1\r\nb = 2', NotebookCellKind.Code),
    cell('m', '# Title', NotebookCellKind.Markup, 'markdown'),
    cell('s', 'ls', NotebookCellKind.Code, 'shellscript'),
    own,
    cell('c4', 'print(total)', NotebookCellKind.Code),
  ];
  const uri = Uri.parse('file:/nb.ipynb');
  world.notebookDocuments = [{ uri, version: 10, getCells: () => cells }];
  const { snapshot, offset } = snapshotOf(own.document, 0, 9);
  expect(snapshot.text).toBe('a = 1\nb = 2\n\ntotal = a\n\nprint(total)');
  expect(snapshot.text.slice(0, offset)).toBe('a = 1\nb = 2\n\ntotal = a');
  expect(snapshot).toMatchObject({
    path: 'nb.ipynb',
    uri: 'vscode-notebook-cell:/nb.ipynb#python',
    version: 10_009,
  });
});
