import { describe, expect, test } from 'vitest';

import { SnippetShelf } from '../../../src/completion/context/snippetShelf';
import type { RecentEdit } from '../../../src/completion/ports';
import { Desk, HandClock, request, settings } from './fakes';

const drawing = 'const order = orderOf(customer);\nsend█\n';
const edit = (path: string, text: string, languageId = 'typescript'): RecentEdit => ({
  uri: `file:///${path}`,
  path,
  languageId,
  text,
});
const gather = (edits: readonly RecentEdit[], given = settings) =>
  new SnippetShelf(new HandClock()).gather(
    request('receipt.ts', drawing),
    given,
    Object.assign(new Desk({}), { recentEdits: () => edits }),
  );

describe('what was just changed elsewhere', () => {
  test('is shown when it speaks of the same things', () => {
    const renamed = edit('orders.ts', 'export function sendOrder(order: Order, customer: Customer) {\n');
    const unrelated = edit('colours.ts', 'export const red = 1;\n');
    expect(gather([unrelated, renamed])).toMatchObject([{ path: 'orders.ts', collector: 'recentEdits' }]);
  });

  test('stands next to the current file, and the most similar the nearest', () => {
    const desk = Object.assign(new Desk({ 'orders.ts': drawing.replace('█', '') }), {
      recentEdits: () => [edit('a.ts', 'orderOf(x, y, z);\n'), edit('b.ts', 'order = orderOf(customer);\n')],
    });
    const found = new SnippetShelf(new HandClock()).gather(request('receipt.ts', drawing), settings, desk);
    expect(found.map(({ path }) => path)).toEqual(['orders.ts', 'a.ts', 'b.ts']);
  });

  test('takes little room, however much was changed', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      edit(`f${index}.ts`, `order(customer, ${index});\n`.repeat(4)),
    );
    const units = gather(many).reduce((sum, { text }) => sum + text.length, 0);
    expect(units).toBeGreaterThan(400);
    expect(units).toBeLessThanOrEqual(600);
  });

  test.each([
    ['in the current file', edit('receipt.ts', 'sendOrder(order);\n')],
    ['in another language', edit('orders.py', 'send_order(order)\n', 'python')],
    ['in a file for secrets', edit('.env', 'order=customer\n')],
    ['that is blank', edit('orders.ts', '\n\n')],
  ])('is not shown %s', (_, change) => {
    expect(gather([change])).toEqual([]);
  });

  test('is not shown when the user wants no other files', () => {
    expect(gather([edit('orders.ts', 'sendOrder(order);\n')], { ...settings, useOpenFiles: false })).toEqual(
      [],
    );
  });

  test('waits for a pause: typing does not change what stands before the current file', () => {
    const clock = new HandClock();
    const shelf = new SnippetShelf(clock);
    let edits = [edit('orders.ts', 'sendOrder(order);\n')];
    const desk = Object.assign(new Desk({}), { recentEdits: () => edits });
    const first = shelf.gather(request('receipt.ts', drawing), settings, desk);
    edits = [edit('orders.ts', 'sendOrder(order, customer);\n')];
    clock.ms += 500;
    expect(shelf.gather(request('receipt.ts', drawing.replace('█', 'O█')), settings, desk)).toBe(first);
  });
});
