import { expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));

import { GhostText } from '../../../src/extension/ghostText';
import { FakeDocument } from '../../fakes/vscode';

/** The document was `before` with `shown` at its █; then `text` came at the ⟦⟧ of `after`. */
function fate(before: string, shown: string, after: string, reason?: number): string | undefined {
  const ghost = new GhostText();
  show(ghost, before, shown, 0);
  return follow(ghost, after, reason);
}

function show(ghost: GhostText, drawing: string, text: string, nowMs: number, ...others: string[]): void {
  const document = new FakeDocument('file:/a.ts', drawing.replace('█', ''));
  ghost.show(document as never, document.positionAt(drawing.indexOf('█')) as never, [text, ...others], nowMs);
}

function follow(ghost: GhostText, drawing: string, reason?: number): string | undefined {
  const document = new FakeDocument('file:/a.ts', drawing.replace(/[⟦⟧]/g, ''));
  const [, text = ''] = /⟦([^⟧]*)⟧/.exec(drawing) ?? [];
  const change = { text, rangeLength: 0, rangeOffset: drawing.indexOf('⟦') };
  return ghost.follow({ document, contentChanges: [change], reason } as never);
}

test.each([
  ['x = █', 'alpha(b);', 'x = ⟦alpha(b);⟧', 'accepted'],
  ['x = █', 'alpha(b);', 'x = ⟦alpha⟧', 'accepted-part'],
  ['x = █', 'alpha(b);', 'x = ⟦a⟧', 'typed-through'],
  ['x = alpha█', '(b);', 'x = alpha⟦()⟧', 'typed-through'],
  ['x = █', 'alpha(b);', 'x = ⟦b⟧', 'typed-over'],
  ['x = █', 'alpha(b);', 'x = ⟦beta()⟧', 'typed-over'],
  ['x = █', 'alpha(b);', '⟦//⟧x = ', 'ignored'],
  ['x = █', 'alpha(b);', 'x =⟦⟧', 'ignored'],
  ['\r\nf() {█', '\n  a();\n}', '\r\nf() {⟦\r\n  a();\r\n}⟧', 'accepted'],
  ['\r\nf() {█', '\n  a();\n}', '\r\nf() {⟦\r\n  ⟧', 'typed-through'],
])('%j with %j becomes %j: %s', (before, shown, after, wanted) => {
  expect(fate(before, shown, after)).toBe(wanted);
});

test('an undo says nothing about the text', () => {
  expect(fate('x = █', 'alpha;', 'x = ⟦alpha;⟧', 1)).toBe('ignored');
});

test('the rest of a text is as old as the text', () => {
  const ghost = new GhostText();
  show(ghost, 'x = █', 'alpha;', 100);
  expect(follow(ghost, 'x = ⟦a⟧')).toBe('typed-through');
  show(ghost, 'x = a█', 'lpha;', 900);
  expect(ghost.shown?.atMs).toBe(100);
  show(ghost, 'x = a█', 'ny;', 950);
  expect(ghost.shown?.atMs).toBe(950);
});

test('what was typed over or taken is gone', () => {
  const ghost = new GhostText();
  show(ghost, 'x = █', 'alpha;', 100);
  follow(ghost, 'x = ⟦b⟧');
  expect(ghost.shown).toBeUndefined();
  expect(follow(ghost, 'x = b⟦c⟧')).toBeUndefined();
});

test('an alternative that was leafed to and taken is no rejection', () => {
  const ghost = new GhostText();
  show(ghost, 'x = █', 'alpha;', 100, 'beta.all();', 'beta.one();');
  expect(follow(ghost, 'x = ⟦beta.⟧')).toBe('accepted-part');
  expect(ghost.shown).toMatchObject({ text: 'beta.all();', others: ['beta.one();'] });
  expect(follow(ghost, 'x = beta.⟦one();⟧')).toBe('accepted');
});

test('what none of the alternatives says is typed over them', () => {
  const ghost = new GhostText();
  show(ghost, 'x = █', 'alpha;', 100, 'beta;');
  expect(follow(ghost, 'x = ⟦g⟧')).toBe('typed-over');
});
