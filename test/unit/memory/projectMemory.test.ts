import { describe, expect, test } from 'vitest';

import { memoryOf, propose, recall } from './recall';

const shop = `const order = await shop.orders.find(id);
const customer = await shop.customers.find(order.customer);
return total(order, customer.discount);
`;

describe('what the project wrote after the same words is proposed', () => {
  test('from another file', () => {
    expect(recall({ 'shop.ts': shop }, 'const customer = await shop.█')).toBe(
      'const customer = await shop.├customers.find(order.customer);┤',
    );
  });

  test('in the middle of a word', () => {
    expect(recall({ 'shop.ts': shop }, 'return total(order, cust█')).toBe(
      'return total(order, cust├omer.discount);┤',
    );
  });

  test('after the same words in a line that begins differently', () => {
    expect(recall({ 'shop.ts': shop }, '  let found = await shop.orders.█')).toBe(
      '  let found = await shop.orders.├find(id);┤',
    );
  });

  test('whatever the indentation', () => {
    expect(recall({ 'shop.ts': '\t\t\tif (isReady(order)) {\n' }, '  if (isR█')).toBe(
      '  if (isR├eady(order)) {┤',
    );
  });

  test('from the current file, before the cursor', () => {
    expect(recall({}, 'log.info("started");\nlog.█\n')).toBe(
      'log.info("started");\nlog.├info("started");┤\n',
    );
  });

  test('and behind it', () => {
    expect(recall({}, 'send.█\nsend.letter(to, from);\n')).toBe(
      'send.├letter(to, from);┤\nsend.letter(to, from);\n',
    );
  });

  test('with characters of any script', () => {
    expect(recall({ 'a.ts': 'const größe = "grüße, 世界 😀";\n' }, 'const größe█')).toBe(
      'const größe├ = "grüße, 世界 😀";┤',
    );
  });

  test('in another dialect of the same language', () => {
    expect(recall({ 'shop.tsx': shop }, 'return total(█')).toBe('return total(├order, customer.discount);┤');
  });
});

describe('on a line that is still blank', () => {
  const files = { 'a.ts': 'function f() {\n  open(file);\n  read(file, size);\n}\n' };

  test('what followed the line above', () => {
    expect(recall(files, '    open(file);\n    █')).toBe('    open(file);\n    ├read(file, size);┤');
  });

  test('blank lines aside', () => {
    expect(recall(files, '  open(file);\n\n  █')).toBe('  open(file);\n\n  ├read(file, size);┤');
  });

  test('nothing when the cursor is further in or out than the line was', () => {
    expect(recall(files, '  open(file);\n    █')).toBe('  open(file);\n    █');
  });

  test('not the line that follows already', () => {
    expect(recall(files, '  open(file);\n  █\n  read(file, size);')).toBe(
      '  open(file);\n  █\n  read(file, size);',
    );
  });

  test('from the current file too', () => {
    expect(recall({}, 'begin(1);\nend(1);\nbegin(1);\n█')).toBe('begin(1);\nend(1);\nbegin(1);\n├end(1);┤');
  });
});

describe('of several places', () => {
  test('the one with the longest context is taken, across lines', () => {
    const files = {
      'a.ts': 'case "red":\n  return paint(255, 0, 0);\ncase "blue":\n  return paint(0, 0, 255);\n',
    };
    expect(recall(files, 'case "blue":\n  return paint(█')).toBe(
      'case "blue":\n  return paint(├0, 0, 255);┤',
    );
    expect(recall(files, 'case "red":\n  return paint(█')).toBe('case "red":\n  return paint(├255, 0, 0);┤');
  });

  test('the one that goes on like the lines behind the cursor', () => {
    const files = { 'a.ts': 'open(one);\nread();\nopen(two);\nwrite();\n' };
    expect(recall(files, 'open(█\nwrite();\n')).toBe('open(├two);┤\nwrite();\n');
    expect(recall(files, 'open(█\nread();\n')).toBe('open(├one);┤\nread();\n');
  });

  test('the one that most of them say', () => {
    const files = { 'a.ts': 'x.first();\nx.last();\ny();\nx.last();\nz();\nx.last();\n' };
    expect(recall(files, 'x.█')).toBe('x.├last();┤');
  });

  test('the one that ends with the rest of the line, which stays', () => {
    const files = { 'a.ts': 'copy(source);\nmove(source, target);\ncopy(source, target);\n' };
    expect(recall(files, 'copy(█, target);')).toBe('copy(├source┤, target);');
  });

  test('the agreement says how many', () => {
    const memory = memoryOf({ 'a.ts': 'x.a();\nfoo();\nx.a();\nbar();\nx.a();\nbaz();\nx.b();\n' });
    expect(propose(memory, 'x.█')).toMatchObject({
      text: 'a();',
      places: 4,
      agreement: 0.75,
      matchLength: 2,
    });
  });
});

describe('confidence', () => {
  test('grows with the context', () => {
    const memory = memoryOf({ 'shop.ts': shop });
    const short = propose(memory, 'x(order.█');
    const long = propose(
      memory,
      `${shop.split('\n')[0] ?? ''}\nconst customer = await shop.customers.find(order.█`,
    );
    expect(short?.text).toBe(long?.text);
    expect(short?.confidence).toBeLessThan(long?.confidence ?? 0);
  });

  test('falls when places disagree', () => {
    const agree = memoryOf({ 'a.ts': 'const value = get(one);\nf();\nconst value = get(one);\n' });
    const disagree = memoryOf({ 'a.ts': 'const value = get(one);\nf();\nconst value = get(two);\n' });
    const drawing = 'const value = get(█';
    expect(propose(disagree, drawing)?.confidence).toBeLessThan(propose(agree, drawing)?.confidence ?? 0);
  });
});

test('a file may begin with blank lines', () => {
  const drawing = '\n\nlog.info(1);\nlog.█\n';
  expect(recall({}, drawing)).toBe(drawing.replace('█', '├info(1);┤'));
  expect(recall({ 'a.ts': '\n\nlog.info(1);\n' }, '\n█')).toBe('\n█');
});

describe('nothing is proposed', () => {
  test.each([
    ['in an empty file', '█'],
    ['after words that nobody wrote', 'neverSeen.█'],
    ['where the other places end their line', 'return total(order, customer.discount);█'],
  ])('%s', (_why, drawing) => {
    expect(recall({ 'shop.ts': shop }, drawing)).toBe(drawing);
  });

  test('from another language', () => {
    expect(recall({ 'shop.py': 'total(order, discount)\n' }, 'total(█')).toBe('total(█');
  });

  test('from the current file as it was learned before', () => {
    expect(recall({ 'current.ts': shop }, 'return total(█')).toBe('return total(█');
  });
});
