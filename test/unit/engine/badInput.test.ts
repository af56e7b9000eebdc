import { afterAll, describe, expect, test } from 'vitest';

import { SnippetShelf } from '../../../src/completion/context/snippetShelf';
import { ProjectMemory } from '../../../src/completion/memory/projectMemory';
import type { Clock } from '../../../src/completion/ports';
import { scanBrackets } from '../../../src/completion/syntax/brackets';
import { outlineAt, signatures } from '../../../src/completion/syntax/outline';
import { SyntaxParser } from '../../../src/completion/syntax/parser';
import { chooseShape } from '../../../src/completion/trigger/chooseShape';
import { ManualClock, quiet } from '../../fakes/manualClock';
import { Desk, HandClock, request } from '../context/fakes';
import { expectNoUnhandledRejections } from '../generation/stage';
import { parse } from '../syntax/parsing';
import { grammars, settings, Stage } from './stage';

expectNoUnhandledRejections();

/** Each of these took minutes or had no end: the time limit of a test is what they are held to. */
const million = 1_000_000;
const never = new AbortController().signal;
const silent = { trace() {}, debug() {}, info() {}, warn() {} };

describe('a completion or nothing, whatever the document', () => {
  const stage = new Stage('alpha(beta);\n');
  afterAll(() => stage.engine.dispose());

  const lines = (count: number): string =>
    Array.from({ length: count }, (_, line) => `call${line}(${line});\n`).join('');
  const long = (piece: string): string => piece.repeat(Math.ceil(million / piece.length));
  const documents: Readonly<Record<string, string>> = {
    'an empty file': '█',
    'one line break': '█\n',
    'a line break behind the cursor’s back': '\n█',
    'no final line break': 'a = █',
    'the first place': '█a = 1;\n',
    'the last place': 'a = 1;\n█',
    'tabs before and behind': '\tif (a) {\t█\t}\t',
    'a pair beside the cursor': 'a = "😀█😀"',
    'half a pair on either side': 'a = "\ud83d█\ude00"',
    'a combining mark behind the cursor': 'a = "e█\u0301"',
    'a joined family': 'a = "👩‍👩‍👧█👩‍👩‍👧"',
    'stray carriage returns': 'a = 1;\r\rb = █\r\n',
    'other separators': 'a = 1;\u2028b = █\u2029',
    '50 000 lines, in the middle': `${lines(25_000)}x = █\n${lines(25_000)}`,
    '50 000 lines, at the end': `${lines(50_000)}█`,
    '50 000 blank lines': `${'\n'.repeat(25_000)}a█\n${'\n'.repeat(25_000)}`,
    'a line of a million letters': `${long('a')}█`,
    'a million letters above and below': `${long('a')}\na = █\n${long('a')}`,
    'a million brackets above and below': `${long('(')}\na = █\n${long('}')}`,
    'a million blanks above and below': `${long(' ')}\na = █\n${long('\t')}`,
    'a million quotes above and below': `${long('"')}\na = █\n${long('`')}`,
    'a line that says the same a million times': `a = 1;\n${long('a = ')}\na = █\n${long('a = ')}`,
    'a fresh line under one that a long line repeats': `}\n█\n${long('}')}\n`,
    'a fresh line under words that a long line repeats': `{\n  ab a\n  █\n${long('ab a ')}\n`,
  };

  test.each(Object.entries(documents))('%s', async (_, drawing) => {
    for (const languageId of ['typescript', 'python', 'rust', 'plaintext']) {
      for (const trigger of ['automatic', 'manual'] as const) {
        const completion = await stage.complete(drawing, {
          snapshot: { uri: `file:///${languageId}`, languageId },
          request: { trigger },
        });
        expect(completion?.text).not.toBe('');
      }
      stage.engine.forget(`file:///${languageId}`);
    }
    const reasons = stage.decisions.splice(0).map(({ reason, source }) => reason ?? source);
    expect(reasons).toHaveLength(8);
    expect(reasons).not.toContain('model-failed');
  });

  test('a page of blanks at the top is read once', async () => {
    for (let time = 0; time < 60; time += 1) {
      const page = '\n'.repeat(12_000 + time);
      await stage.complete(`${page}con█`, { snapshot: { uri: `file:///blank${time}.ts` } });
    }
    expect(stage.decisions.splice(0).map(({ source }) => source)).toEqual(Array(60).fill('model'));
  });
});

describe('work that could grow without bounds', () => {
  test('brackets that nobody closes do not make each wrong closer look at all of them', () => {
    const count = 200_000;
    expect(scanBrackets('('.repeat(count) + '}'.repeat(count), 'typescript').closes).toHaveLength(count);
    expect(scanBrackets("'\\u{".repeat(count), 'rust').open).toHaveLength(count);
  });

  test('a refused line of closers that ends otherwise is looked at once', () => {
    const refused = { uri: 'file:///a.ts', before: '', line: `${') '.repeat(million)}a` };
    expect(() => {
      new ProjectMemory().noteVerdict('rejected', refused);
    }).not.toThrow();
  });

  test('brackets that could be arithmetic are not looked for from each of them', () => {
    const line = `: ${'(('.repeat(million)} ${'))'.repeat(million)} <<EOF`;
    expect(scanBrackets(`${line}\n(\nEOF\n`, 'shellscript').open).toHaveLength(0);
  });

  test('a member with many blanks is read as far as its signature goes', async () => {
    const text = `class A {\n${`  a = 1 +${' '.repeat(15_000)}b;\n`.repeat(60)}  c;\n}\n`;
    expect(signatures(await parse('typescript', text), 10_000)).toContain('c');
  });

  test('only the imports are listed that a prompt could have room for', async () => {
    const tree = await parse('typescript', "import a from 'b';\n".repeat(2_000));
    expect(outlineAt(tree, tree.text.length).imports).toHaveLength(200);
  });

  test('a line of a comment is judged in one pass', () => {
    const text = `/*\n${' '.repeat(15_000)}x`;
    const whole = { ...request('a.ts', 'a█'), offset: text.length };
    const snapshot = { ...whole.snapshot, text };
    for (let time = 0; time < 400; time += 1) {
      expect(chooseShape({ ...whole, snapshot }, undefined, { insideComments: 'on' })).toBe('line');
    }
  });

  test('the surroundings of the cursor end on a long line', () => {
    const word = (index: number): string => `word${index}`;
    const words = Array.from({ length: 40 }, (_, index) => word(index)).join(' ');
    const desk = new Desk({ 'like.ts': `${words}\n` });
    const offered = (filler: number): number => {
      const drawing = `${words} ${'x '.repeat(filler)}█`;
      return new SnippetShelf(new HandClock()).gather(request('a.ts', drawing), settings, desk).length;
    };
    expect([offered(10), offered(10_000)]).toEqual([1, 0]);
  });
});

describe('the parser', () => {
  const snapshot = (text: string) => ({
    uri: 'file:///a.ts',
    path: 'a.ts',
    languageId: 'typescript',
    version: 1,
    text,
  });

  test('rests in the background while a request works on the same tree', async () => {
    /** Time runs with each look; the pauses of the foreground (0) and of the background wait for the test. */
    let looks = 0;
    const pauses: { readonly ms: number; readonly go: () => void }[] = [];
    const clock: Clock = {
      now: () => (looks += 1),
      delay: (ms, signal) =>
        new Promise((resolve, reject) => {
          pauses.push({ ms, go: resolve });
          signal.addEventListener('abort', () => {
            reject(signal.reason);
          });
        }),
    };
    const parser = new SyntaxParser(grammars, clock, silent);
    const text = 'call(a, b);\n'.repeat(20_000);
    const next = async (ms: number): Promise<void> => {
      await expect.poll(() => pauses.some((pause) => pause.ms === ms)).toBe(true);
      const index = pauses.findIndex((pause) => pause.ms === ms);
      pauses.splice(index, 1)[0]?.go();
      await quiet();
    };
    let isOver = false;
    void parser.parse(snapshot(text), never).finally(() => {
      isOver = true;
    });
    while (!isOver) await next(0);
    const request = parser.parse(snapshot(text), never);
    await expect.poll(() => pauses.map(({ ms }) => ms).sort()).toEqual([0, 10]);
    const before = looks;
    await next(10);
    expect(looks).toBe(before);
    parser.dispose();
    await next(0);
    expect(await request).toBeUndefined();
  });

  test('makes no tree once it is disposed of, for whoever was waiting for the grammar either', async () => {
    const parser = new SyntaxParser(grammars, new ManualClock(), silent);
    const waiting = parser.parse(snapshot('a();'), never);
    parser.dispose();
    expect(await waiting).toBeUndefined();
    expect(await parser.parse(snapshot('a();'), never)).toBeUndefined();
    expect(parser.liveTrees).toBe(0);
  });
});
