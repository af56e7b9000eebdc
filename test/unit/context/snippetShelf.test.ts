import { describe, expect, test } from 'vitest';

import { SnippetShelf } from '../../../src/completion/context/snippetShelf';
import type { Snippet } from '../../../src/completion/request';
import { Desk, HandClock, request, settings } from './fakes';

const invoice = `export function invoiceTotal(invoice: Invoice) {
  const discount = invoice.customer.discount;
  return invoice.lines.reduce((sum, line) => sum + line.price, 0) * (1 - discount);
}
`;
const weather = `export async function fetchWeather(city: string) {
  const response = await fetch('/weather/' + city);
  return response.json();
}
`;
const order = `function orderTotal(order: Order) {
  const discount = order.customer.discount;
  return order.lines.reduce((sum, line) => █
}
`;
const padding = '// nothing of interest here\n'.repeat(120);

function gather(files: Readonly<Record<string, string>>, path = 'order.ts', drawing = order) {
  return new SnippetShelf(new HandClock()).gather(request(path, drawing), settings, new Desk(files));
}

const paths = (snippets: readonly Snippet[]): readonly string[] => snippets.map(({ path }) => path);

describe('other open files', () => {
  test('that speak of the same things are shown, the others are not', () => {
    expect(paths(gather({ 'invoice.ts': invoice, 'weather.ts': weather }))).toEqual(['invoice.ts']);
  });

  test('show the window that is like the cursor’s surroundings', () => {
    const [snippet] = gather({ 'long.ts': padding + invoice + padding });
    expect(snippet?.text).toContain('invoice.customer.discount');
    expect(snippet?.text.split('\n').length).toBeLessThanOrEqual(41);
  });

  test('say the same thing only once', () => {
    expect(gather({ 'invoice.ts': invoice, 'copy.ts': invoice })).toHaveLength(1);
  });

  test('stand in ascending order: the best next to the current file', () => {
    const near = order.replace('█', 'sum + line.price, 0);');
    const snippets = gather({ 'near.ts': near, 'invoice.ts': invoice });
    expect(paths(snippets)).toEqual(['invoice.ts', 'near.ts']);
    expect(snippets[0]?.score).toBeLessThan(snippets[1]?.score ?? 0);
  });

  test('of the same family of languages count, those of another do not', () => {
    expect(paths(gather({ 'invoice.tsx': invoice, 'invoice.py': invoice }))).toEqual(['invoice.tsx']);
  });

  test('do not include the current file', () => {
    expect(gather({ 'order.ts': order })).toEqual([]);
  });

  test('are not shown when the user does not want them', () => {
    const shelf = new SnippetShelf(new HandClock());
    const unwanted = { ...settings, useOpenFiles: false };
    const desk = new Desk({ 'invoice.ts': invoice });
    expect(shelf.gather(request('order.ts', order), unwanted, desk)).toEqual([]);
    expect(desk.reads).toBe(0);
  });
});

describe('files that stay closed', () => {
  const drawing = 'PASSWORD=customer discount lines invoice█';

  test.each([
    '.env',
    'config/.env.local',
    'server.pem',
    'deploy.key',
    'home/.ssh/config',
    'id_rsa',
    'credentials',
  ])('%s', (path) => {
    const desk = new Desk({ [path]: 'PASSWORD=customer discount lines invoice' });
    const shelf = new SnippetShelf(new HandClock());
    expect(shelf.gather(request('notes.txt', drawing), settings, desk)).toEqual([]);
    expect(desk.reads).toBe(0);
  });

  test('minified code', () => {
    expect(gather({ 'app.min.ts': invoice.replaceAll('\n', ' ').repeat(30) })).toEqual([]);
  });
});

describe('imported files', () => {
  const library = 'export const rate = 0.2;\n';

  test.each([
    ['src/a.ts', `import { rate } from './lib/rate';\n█`, 'src/lib/rate.ts'],
    ['src/a.ts', `import {\n  rate,\n} from '../rate.js';\n█`, 'rate.ts'],
    ['src/a.ts', `export * from './rate';\n█`, 'src/rate/index.ts'],
    ['src/a.ts', `const rate = require("./rate");\n█`, 'src/rate.ts'],
    ['app/a.py', 'from .rate import rate\n█', 'app/rate.py'],
    ['app/a.py', 'from ..lib.rate import rate\n█', 'lib/rate.py'],
    ['app/a.py', 'import lib.rate\n█', 'lib/rate.py'],
    ['a.c', '#include "rate.h"\n█', 'lib/rate.h'],
  ])('of %s: %j is %s', (path, drawing, imported) => {
    expect(gather({ [imported]: library }, path, drawing)).toEqual([
      expect.objectContaining({ path: imported, text: library, collector: 'importedFiles' }),
    ]);
  });

  test('stand after what is only similar', () => {
    const drawing = `import { rate } from './rate';\n${order}`;
    expect(paths(gather({ 'invoice.ts': invoice, 'rate.ts': library }, 'order.ts', drawing))).toEqual([
      'invoice.ts',
      'rate.ts',
    ]);
  });

  test('are not named by any string', () => {
    const snippets = gather({ 'rate.ts': library }, 'a.ts', `const rate = './rate';\n█`);
    expect(snippets.map(({ collector }) => collector)).not.toContain('importedFiles');
  });

  test('count only when they are small', () => {
    const snippets = gather({ 'rate.ts': library + padding }, 'a.ts', `import './rate';\n█`);
    expect(snippets.map(({ collector }) => collector)).not.toContain('importedFiles');
  });
});

describe('while the user types', () => {
  const clock = new HandClock();
  const desk = new Desk({ 'invoice.ts': invoice, 'weather.ts': weather });
  const shelf = new SnippetShelf(clock);
  const at = (drawing: string): readonly Snippet[] =>
    shelf.gather(request('order.ts', drawing), settings, desk);
  const first = at(order);

  test('the snippets stay the same, and no file is read again', () => {
    const reads = desk.reads;
    expect(at(order.replace('█', 'fetchWeather(city)█'))).toBe(first);
    expect(desk.reads).toBe(reads);
  });

  test('even when another file changes', () => {
    desk.write('invoice.ts', `// new\n${invoice}`);
    clock.ms += 500;
    expect(at(order)).toBe(first);
  });

  test('until there is a pause: then the changed file is read, and only that one', () => {
    const reads = desk.reads;
    clock.ms += 10_000;
    const second = at(order);
    expect(second[0]?.text).toMatch(/^\/\/ new\n/);
    expect(desk.reads).toBe(reads + 1);
  });

  test('or until the caret is somewhere else', () => {
    const far = `${order.replace('█', '')}${padding}async function show(city: string) {\n  const response = await fetch(city█`;
    expect(paths(at(far))).toEqual(['weather.ts']);
  });
});

test('a closed file is forgotten', () => {
  const desk = new Desk({ 'invoice.ts': invoice });
  const shelf = new SnippetShelf(new HandClock());
  shelf.gather(request('order.ts', order), settings, desk);
  shelf.forget('file:///invoice.ts');
  shelf.gather(request('other.ts', order), settings, desk);
  expect(desk.reads).toBe(2);
});
