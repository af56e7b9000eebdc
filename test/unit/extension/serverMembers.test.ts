import { beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));

import type { Snapshot } from '../../../src/completion/request';
import { ServerMembers } from '../../../src/extension/serverMembers';
import { CompletionItemKind, FakeDocument, type Position, world } from '../../fakes/vscode';
import { ManualClock, quiet } from '../../fakes/manualClock';

const { Method, Snippet, Text } = CompletionItemKind;
const question = 'vscode.executeCompletionItemProvider';
const text = 'one();\nitems.\n';
const offset = 'one();\nitems.'.length;
const slowMs = 1_000;

interface Item {
  readonly label: string | { readonly label: string };
  readonly kind?: number;
  readonly filterText?: string;
  readonly insertText?: string | { readonly value: string };
}

let clock: ManualClock;
let members: ServerMembers;
let asked: string[];
/** What the editor lists next; a promise is an answer that takes its time. */
let list: unknown;

function listOf(items: readonly Item[], isIncomplete = false): object {
  return { isIncomplete, items };
}
const pushAndPop = listOf([
  { label: 'push', kind: Method },
  { label: 'pop', kind: Method },
]);

beforeEach(() => {
  world.reset();
  clock = new ManualClock();
  members = new ServerMembers(clock);
  asked = [];
  list = pushAndPop;
  world.commands.set(question, (uri, position, trigger) => {
    const { line, character } = position as Position;
    asked.push(`${String(uri)} ${line}:${character} ${String(trigger)}`);
    return list;
  });
  open(text);
});

function open(now: string, version = 1, uri = 'file:/a.ts'): void {
  world.textDocuments = [new FakeDocument(uri, now, 'typescript', version)];
}

function snapshotOf(now: string, version = 1, uri = 'file:/a.ts'): Snapshot {
  return { uri, path: 'a.ts', languageId: 'typescript', version, text: now };
}

async function names(
  snapshot = snapshotOf(text),
  signal = new AbortController().signal,
): Promise<readonly string[] | undefined> {
  const known = await members.at(snapshot, offset, signal);
  return known && [...known];
}

/** An answer that comes after so many milliseconds. */
function late(ms: number, answer: unknown = pushAndPop): Promise<unknown> {
  return clock.delay(ms, new AbortController().signal).then(() => answer);
}

async function after<T>(ms: number, answer: Promise<T>): Promise<T> {
  await clock.advance(ms);
  return answer;
}

test('what the editor lists behind the dot', async () => {
  expect(await names()).toEqual(['push', 'pop']);
  expect(asked).toEqual(['file:/a.ts 1:6 .']);
});

test('a document with CRLF is asked at the same place', async () => {
  open(text.replaceAll('\n', '\r\n'));
  expect(await names()).toEqual(['push', 'pop']);
  expect(asked).toEqual(['file:/a.ts 1:6 .']);
});

test('the name of a suggestion is where its server puts it', async () => {
  list = listOf([
    { label: '#secret' },
    { label: '•size_t count', filterText: 'count' },
    { label: { label: 'push(…)' } },
    { label: 'maybe', insertText: '?.maybe' },
    { label: '…', insertText: { value: 'fold(${1})' } },
  ]);
  expect(await names()).toEqual(expect.arrayContaining(['#secret', 'count', 'push', 'maybe', 'fold']));
});

describe('nobody knows', () => {
  test.each([
    ['an empty list', listOf([])],
    ['no list', undefined],
    ['a list that is not whole', listOf([{ label: 'push', kind: Method }], true)],
    ['words of the file', listOf([{ label: 'word', kind: Text }])],
    [
      'words of the file beside members',
      listOf([
        { label: 'push', kind: Method },
        { label: 'word', kind: Text },
      ]),
    ],
    ['snippets alone', listOf([{ label: 'if', kind: Snippet }])],
  ])('%s', async (_what, answer) => {
    list = answer;
    expect(await names()).toBeUndefined();
  });

  test('a server that fails', async () => {
    world.commands.set(question, () => {
      throw new Error('no server');
    });
    expect(await names()).toBeUndefined();
  });

  test.each([
    ['another version', snapshotOf(text, 2)],
    ['a document that would be if a suggestion were accepted', snapshotOf('one();\nitems.push\n')],
    ['a document that is not open', snapshotOf(text, 1, 'file:/b.ts')],
  ])('%s', async (_what, snapshot) => {
    expect(await names(snapshot)).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('a cell of a notebook', async () => {
    const cell = 'vscode-notebook-cell:/a.ipynb#typescript';
    open(text, 1, cell);
    expect(await names(snapshotOf(text, 1, cell))).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test('when the receiver has become another before the server read it', async () => {
    list = late(10);
    const answer = names();
    Object.assign(world.textDocuments[0] ?? {}, { text: 'one();\nthings.\n', version: 2 });
    expect(await after(10, answer)).toBeUndefined();
  });

  test('who has given up', async () => {
    const gone = new AbortController();
    list = late(50);
    const answer = names(snapshotOf(text), gone.signal);
    gone.abort();
    expect(await answer).toBeUndefined();
    expect(await names(snapshotOf(text), gone.signal)).toBeUndefined();
  });
});

describe('while the name is written', () => {
  test('nobody is asked again', async () => {
    await names();
    const typed = 'one();\nitems.pu\n';
    open(typed, 3);
    expect(await names(snapshotOf(typed, 3))).toEqual(['push', 'pop']);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['another receiver', 'two();\nitems.\n'],
    ['something else below', 'one();\nitems.\nmore();\n'],
  ])('%s is another question', async (_what, now) => {
    await names();
    open(now, 2);
    await names(snapshotOf(now, 2));
    expect(asked).toHaveLength(2);
  });

  test('a file on the disk may have changed after a while', async () => {
    await names();
    await clock.advance(10_000);
    await names();
    expect(asked).toHaveLength(2);
  });
});

describe('a server that is slow', () => {
  test('serves a later key with the answer to an earlier one', async () => {
    list = late(50);
    const given = new AbortController();
    const first = names(snapshotOf(text), given.signal);
    given.abort();
    expect(await first).toBeUndefined();
    expect(await after(50, names(snapshotOf('one();\nitems.p\n', 2)))).toEqual(['push', 'pop']);
    expect(asked).toHaveLength(1);
  });

  test('has told later what it is asked for at once', async () => {
    list = late(50);
    const first = names();
    expect(members.known(snapshotOf(text), offset)).toBeUndefined();
    await after(50, first);
    const typed = snapshotOf('one();\nitems.pu\n', 3);
    expect([...(members.known(typed, offset) ?? [])]).toEqual(['push', 'pop']);
    expect(members.known(snapshotOf('two();\nitems.\n', 2), offset)).toBeUndefined();
    await clock.advance(10_000);
    expect(members.known(typed, offset)).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  test('is asked one question at a time', async () => {
    list = late(50);
    const first = names();
    await quiet();
    const elsewhere = 'two();\nitems.\n';
    open(elsewhere, 2);
    expect(await members.at(snapshotOf(elsewhere, 2), offset, new AbortController().signal)).toBeUndefined();
    expect(asked).toHaveLength(1);
    await after(50, first);
    await names(snapshotOf(elsewhere, 2));
    expect(asked).toHaveLength(2);
  });

  test('rests for a minute when it is slow five times in a row', async () => {
    for (let version = 1; version <= 6; version += 1) {
      const now = `o${version}();\nitems.\n`;
      open(now, version);
      list = late(slowMs + 1);
      await after(slowMs + 1, members.at(snapshotOf(now, version), offset - 1, never));
    }
    expect(asked).toHaveLength(5);
    await clock.advance(60_000);
    list = pushAndPop;
    open(text, 9);
    expect(await names(snapshotOf(text, 9))).toEqual(['push', 'pop']);
  });
});

const never = new AbortController().signal;
