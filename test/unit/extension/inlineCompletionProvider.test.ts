import { beforeEach, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));

import type { Completion, CompletionRequest } from '../../../src/completion/request';
import { clock } from '../../../src/extension/clock';
import { InlineCompletionProvider } from '../../../src/extension/inlineCompletionProvider';
import { parseSettings } from '../../../src/extension/settings';
import { ModelError } from '../../../src/model/errors';
import {
  EventEmitter,
  FakeDocument,
  InlineCompletionTriggerKind,
  Position,
  Range,
  Selection,
  world,
} from '../../fakes/vscode';

type Answer = (request: CompletionRequest, signal: AbortSignal) => Promise<Completion | undefined>;

const completion: Completion = { text: 'b, c', replace: 1, shape: 'line', source: 'model' };
const document = new FakeDocument('file:/a.ts', 'one\r\nfoo(a, )\r\n');
const position = new Position(1, 7);

beforeEach(() => {
  world.reset();
});

/** Asks a provider over an engine that answers as told. */
function provider(answer: Answer, others: () => readonly Completion[] = () => []) {
  const requests: CompletionRequest[] = [];
  const log: string[] = [];
  const shown: object[] = [];
  let underWay = 0;
  const note = (message: string): void => void log.push(message);
  const cancellation = new EventEmitter<undefined>();
  const inlineProvider = new InlineCompletionProvider({
    engine: {
      alternatives: async () => others(),
      complete: (request, _settings, signal) => {
        requests.push(request);
        return answer(request, signal);
      },
    },
    settings: { completion: parseSettings(() => undefined).settings.completion },
    edits: { editedAt: () => 42, lastEdit: () => 'typed' },
    ghost: { show: (_document, start, [text]) => void shown.push({ start, text }) },
    activity: { begin: () => ((underWay += 1), { dispose: () => (underWay -= 1) }) },
    clock,
    logger: { trace: note, debug: note, info: note, warn: note },
  });
  const ask = async (
    asked = document,
    at = position,
    context: object = { triggerKind: InlineCompletionTriggerKind.Automatic },
  ) => {
    const token = { isCancellationRequested: false, onCancellationRequested: cancellation.event };
    return inlineProvider.provideInlineCompletionItems(asked as never, at as never, context as never, token);
  };
  return {
    ask,
    requests,
    log,
    shown,
    cancel: () => {
      cancellation.fire(undefined);
    },
    underWay: () => underWay,
    cancellation,
  };
}

test('ghost text stands at the caret and replaces what the completion says', async () => {
  const { ask, requests, shown } = provider(async () => completion);
  const [item] = (await ask()) ?? [];
  expect(shown).toEqual([{ start: position, text: 'b, c' }]);
  expect(item?.insertText).toBe('b, c');
  expect(item?.range).toEqual(new Range(position, new Position(1, 8)));
  expect(requests[0]).toMatchObject({ offset: 'one\nfoo(a, '.length, trigger: 'automatic', editedAt: 42 });
});

test('the selected suggestion is part of the question and of the answer, in its range', async () => {
  const { ask, requests } = provider(async () => completion);
  const range = new Range(new Position(1, 0), position);
  const selectedCompletionInfo = { range, text: 'format(' };
  const [item] = (await ask(document, position, { triggerKind: 1, selectedCompletionInfo })) ?? [];
  expect(requests[0]?.snapshot.text).toBe('one\nformat()\n');
  expect(requests[0]?.offset).toBe('one\nformat('.length);
  expect(item?.insertText).toBe('format(b, c');
  expect(item?.range).toEqual(new Range(range.start, new Position(1, 8)));
});

const byHand = { triggerKind: InlineCompletionTriggerKind.Invoke };
const other: Completion = { text: 'd', replace: 0, shape: 'line', source: 'memory' };

test('who asks by hand can leaf through the alternatives behind the first', async () => {
  const { ask } = provider(
    async () => completion,
    () => [other],
  );
  expect((await ask(document, position, byHand))?.map(({ insertText }) => insertText)).toEqual(['b, c', 'd']);
  expect((await ask())?.map(({ insertText }) => insertText)).toEqual(['b, c']);
});

test('a model that breaks over the alternatives leaves the first one standing', async () => {
  const { ask, log } = provider(
    async () => completion,
    () => {
      throw new ModelError('generation-failed', 'The model has crashed.', 'It restarts.');
    },
  );
  expect((await ask(document, position, byHand))?.map(({ insertText }) => insertText)).toEqual(['b, c']);
  expect(log).toEqual(['The model has crashed. It restarts.']);
});

test('the editor tells of selections, cursors and its indentation', async () => {
  const { ask, requests } = provider(async () => undefined);
  const some = new Selection(new Position(0, 0), position);
  world.activeTextEditor = {
    document,
    selection: some,
    selections: [some, some],
    options: { insertSpaces: false },
  };
  await ask(document, position, { triggerKind: InlineCompletionTriggerKind.Invoke });
  expect(requests[0]).toMatchObject({
    hasSelection: true,
    cursorCount: 2,
    indentUnit: '\t',
    trigger: 'manual',
  });
});

test('nothing is asked where nobody writes, in a giant file, or inside a character', async () => {
  const { ask, requests } = provider(async () => completion);
  expect(await ask(new FakeDocument('output:log', 'foo'), new Position(0, 3))).toBeUndefined();
  expect(
    await ask(new FakeDocument('file:/a.ts', 'x'.repeat(4_000_001)), new Position(0, 3)),
  ).toBeUndefined();
  expect(await ask(new FakeDocument('file:/a.ts', '😀'), new Position(0, 1))).toBeUndefined();
  expect(requests).toEqual([]);
});

test('a cancelled question ends quietly, and its signal says so to the engine', async () => {
  const { ask, cancel, log, underWay, cancellation } = provider(
    (_request, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason);
        });
      }),
  );
  const answer = ask();
  expect(underWay()).toBe(1);
  cancel();
  expect(await answer).toBeUndefined();
  expect(log).toEqual([]);
  expect(underWay()).toBe(0);
  expect(cancellation.listenerCount).toBe(0);
});

test('an answer that comes after the cancellation is not shown', async () => {
  const { ask, cancel } = provider(async () => {
    cancel();
    return completion;
  });
  expect(await ask()).toBeUndefined();
});

test('what is broken shows nothing, and is logged once however often the user types', async () => {
  let thrown: Error = new ModelError('load-failed', 'a.gguf does not load.', 'Choose another.');
  const { ask, log } = provider(async () => {
    throw thrown;
  });
  expect(await ask()).toBeUndefined();
  expect(await ask()).toBeUndefined();
  expect(log).toEqual(['a.gguf does not load. Choose another.']);
  thrown = new TypeError('undefined is not a function');
  expect(await ask()).toBeUndefined();
  expect(log[1]).toContain('undefined is not a function');
});
