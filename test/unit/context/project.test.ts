import { describe, expect, test } from 'vitest';

import { SnippetShelf } from '../../../src/completion/context/snippetShelf';
import type { ProjectIndex } from '../../../src/completion/ports';
import { projectOf } from '../../fakes/projectOf';
import { Desk, HandClock, request, settings } from './fakes';

const invoice = `import { customerOf } from './customers';

export function printInvoice(order: Order): string {
  const customer = customerOf(order);
  const total = sumOfLines(order, customer.discount);
  return formatInvoice(customer, total);
}
`;
const unrelated = 'export const colours = { red: 1, green: 2 };\nexport const shapes = [1, 2];\n';
const drawing =
  'const customer = customerOf(order);\nconst total = sumOfLines(order, customer.discount);\n█\n';

function gather(project: ProjectIndex, open: Readonly<Record<string, string>> = {}, useOpenFiles = true) {
  const shelf = new SnippetShelf(new HandClock());
  const desk = Object.assign(new Desk(open), { project });
  return shelf.gather(request('receipt.ts', drawing), { ...settings, useOpenFiles }, desk);
}

describe('files that are not open', () => {
  test('show the lines that share the most telling words with the cursor', () => {
    const [snippet, ...more] = gather(projectOf({ 'src/invoice.ts': invoice, 'src/colours.ts': unrelated }));
    expect(more).toEqual([]);
    expect(snippet).toMatchObject({ path: 'src/invoice.ts', collector: 'similarInProject' });
    expect(snippet?.text).toContain('  return formatInvoice(customer, total);\n');
  });

  test.each([
    ['in another language', { 'src/invoice.py': invoice }],
    ['the file itself, as it is on the disk', { 'receipt.ts': invoice }],
    ['with nothing in common', { 'src/colours.ts': unrelated }],
  ])('show nothing %s', (_, files) => {
    expect(gather(projectOf(files))).toEqual([]);
  });

  test('leave what is open to the editor', () => {
    const project = projectOf({ 'invoice.ts': invoice });
    const collectors = gather(project, { 'invoice.ts': invoice }).map(({ collector }) => collector);
    expect(collectors).not.toContain('similarInProject');
    expect(gather(project, { 'invoice.ts': invoice }, false)).toEqual([]);
  });

  test('stay the same while the user types, until the index has changed and the user rests', () => {
    const clock = new HandClock();
    const shelf = new SnippetShelf(clock);
    let project = projectOf({ 'src/invoice.ts': invoice });
    const desk = Object.assign(new Desk({}), { project: { shelves: () => project.shelves() } });
    const ask = (typed: string) =>
      shelf.gather(request('receipt.ts', drawing.replace('█', `${typed}█`)), settings, desk);
    const first = ask('');
    expect(ask('return')).toBe(first);
    project = projectOf({ 'src/other.ts': invoice.replace('printInvoice', 'printReceipt') });
    clock.ms += 1_000;
    expect(ask('return f')).toBe(first);
    clock.ms += 10_000;
    expect(ask('return fo').map(({ path }) => path)).toEqual(['src/other.ts']);
  });

  test('say what the names above the cursor mean, unless a window says it already', () => {
    const rates = 'export function customerOf(from: Place): Person {\n  return from.owner;\n}\n';
    const found = gather(projectOf({ 'src/customers.ts': rates }));
    expect(found.map(({ collector }) => collector)).toEqual(['declarations']);
    const declared = `${rates}\n${invoice}`;
    const all = gather(projectOf({ 'src/invoice.ts': declared }));
    expect(all.map(({ collector }) => collector)).toEqual(['similarInProject']);
  });

  test('are chosen anew a few lines on when the caret rests, and not in the middle of typing', () => {
    const shelf = new SnippetShelf(new HandClock());
    const files = { 'a.ts': 'function first() {\n  return 1;\n}\nfunction second() {\n  return 2;\n}\n' };
    const desk = Object.assign(new Desk({}), { project: projectOf(files) });
    const ask = (lines: number, when: 'typing' | 'resting') => {
      const drawing = `first();\n${'\n'.repeat(lines)}second(█\n`;
      const found = shelf.gather(request('b.ts', lines === 0 ? 'first(█' : drawing), settings, desk, when);
      return found.map(({ text }) => text.split('(')[0]);
    };
    expect(ask(0, 'typing')).toEqual(['function first']);
    expect(ask(12, 'typing')).toEqual(['function first']);
    expect(ask(6, 'resting')).toEqual(['function first']);
    expect(ask(12, 'resting')).toEqual(['function second']);
  });
});
