import { test } from 'vitest';

import { checkIn } from './check';

const check = checkIn('typescript', '  ');

test('the rest of a line', async () => {
  await check(
    'const total = order.█',
    'lines.length;\nreturn total;\n',
    'const total = order.├lines.length;┤',
  );
  await check('retu█', 'rn value;\n}\n', 'retu├rn value;┤');
});

test('an argument list before the bracket that the editor has closed', async () => {
  await check('const a = max(█)', 'left, right);\nconst b', 'const a = max(├left, right);┤)╣');
  await check('const a = max(█);', 'left, right);\nconst b', 'const a = max(├left, right┤);');
  await check('log(format(█))', 'date, "short"));\n', 'log(format(├date, "short"));┤))╣');
  await check('items.map((item) => █)', 'item.id);\n', 'items.map((item) => ├item.id);┤)╣');
});

test('the body of a block whose closer stands below', async () => {
  await check(
    'function sum(list: number[]) {█\n}\n',
    '\n  let total = 0;\n  for (const n of list) total += n;\n  return total;\n}\n\nfunction next() {\n',
    'function sum(list: number[]) {├\n  let total = 0;\n  for (const n of list) total += n;\n  return total;┤\n}\n',
  );
});

test('the body of a block that nothing closes yet', async () => {
  await check(
    'function twice(n: number) {█',
    '\n  return 2 * n;\n}\n\nfunction thrice() {\n',
    'function twice(n: number) {├\n  return 2 * n;\n}┤',
  );
});

test('the body of a block right before the bracket that the editor has closed', async () => {
  await check('if (isReady) {█}', '\n  start();\n}\nstop();\n', 'if (isReady) {├\n  start();\n}┤}╣');
});

test('lines of a body, on a fresh line that is indented', async () => {
  await check(
    'class Cart {\n  add(item: Item) {\n    █\n  }\n}\n',
    'this.items.push(item);\n    this.total += item.price;\n  }\n}\n',
    'class Cart {\n  add(item: Item) {\n    ├this.items.push(item);\n    this.total += item.price;┤\n  }\n}\n',
  );
  await check(
    'class Cart {\n  add(item: Item) {\n    █\n  }\n}\n',
    '    this.items.push(item);\n  }\n',
    'class Cart {\n  add(item: Item) {\n    ├this.items.push(item);┤\n  }\n}\n',
  );
});

test('the middle of a line', async () => {
  await check('const name = █ + suffix;', 'first + suffix;\nconst b', 'const name = ├first┤ + suffix;');
  await check('if (█) return;', 'list.length === 0) return;\n', 'if (├list.length === 0┤) return;');
  await check('call(█, last)', 'first, last)\n', 'call(├first┤, last)');
});

test('not the line that stands below already', async () => {
  await check('open(file);\n█\nclose(file);\n', 'close(file);\n', 'open(file);\n█\nclose(file);\n');
  await check(
    'open(file);\n  █\nclose(file);\n',
    'read(file);\nclose(file);\n',
    'open(file);\n  ├read(file);┤\nclose(file);\n',
  );
});

test('an import', async () => {
  await check(
    "import { readFile } from █\nimport { join } from 'node:path';\n",
    "'node:fs/promises';\nimport { join } from 'node:path';\n",
    "import { readFile } from ├'node:fs/promises';┤\nimport { join } from 'node:path';\n",
  );
  await check(
    "import { readFile } from '█'",
    "node:fs/promises';\n",
    "import { readFile } from '├node:fs/promises';┤'╣",
  );
});

test('inside a string and a comment', async () => {
  await check('throw new Error("█")', 'no such file");\n', 'throw new Error("├no such file");┤")╣');
  await check(
    '// The caller must █\nclose();\n',
    'close the file.\nopen();\n',
    '// The caller must ├close the file.┤\nclose();\n',
  );
});

test('beside characters of every kind', async () => {
  await check('const greeting = "héllo 😀█";', ' 世界 👩‍👩‍👧";\n', 'const greeting = "héllo 😀├ 世界 👩‍👩‍👧┤";');
  await check('const e\u0301tat = █', 'nul;\n', 'const e\u0301tat = ├nul;┤');
});
