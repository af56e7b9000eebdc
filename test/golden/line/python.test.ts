import { test } from 'vitest';

import { checkIn } from './check';

const check = checkIn('python', '    ');

test('the rest of a line', async () => {
  await check('total = sum(█', 'values)\nreturn total\n', 'total = sum(├values)┤');
  await check(
    'for name in █',
    'sorted(names):\n    print(name)\n',
    'for name in ├sorted(names):\n    print(name)┤',
  );
});

test('an argument list before the bracket that the editor has closed', async () => {
  await check('print(█)', '"total:", total)\nreturn\n', 'print(├"total:", total┤)');
  await check('return max(min(█))', 'low, high), 0)\n', 'return max(min(├low, high), 0┤)╣)');
});

test('the body of a function', async () => {
  await check(
    'def area(width, height):█\n',
    '\n    return width * height\n\n\ndef volume():\n',
    'def area(width, height):├\n    return width * height┤\n',
  );
});

test('the body of a function above another one', async () => {
  await check(
    'def area(width, height):█\n\n\ndef volume():\n    pass\n',
    '\n    return width * height\n\n\ndef volume():\n    pass\n',
    'def area(width, height):├\n    return width * height┤\n\n\ndef volume():\n    pass\n',
  );
});

test('lines of a body, on a fresh line that is indented', async () => {
  await check(
    'def load(path):\n    █\n',
    'with open(path) as file:\n        return file.read()\n\ndef save():\n',
    'def load(path):\n    ├with open(path) as file:\n        return file.read()┤\n',
  );
  await check(
    'def load(path):\n    █\n',
    '    return read(path)\n',
    'def load(path):\n    ├return read(path)┤\n',
  );
});

test('the middle of a line', async () => {
  await check(
    'names = [█ for user in users]',
    'user.name for user in users]\n',
    'names = [├user.name┤ for user in users]',
  );
  await check('if █:', 'not names:\n    return\n', 'if ├not names┤:');
});

test('not the line that stands below already', async () => {
  await check(
    'def f(a):\n    check(a)\n    █\n    return a\n',
    'return a\n',
    'def f(a):\n    check(a)\n    █\n    return a\n',
  );
});

test('an import', async () => {
  await check(
    'from pathlib import █\nimport sys\n',
    'Path\nimport sys\n',
    'from pathlib import ├Path┤\nimport sys\n',
  );
});

test('the end of a string over several lines', async () => {
  await check(
    'def f():\n    """Adds █\n    """\n',
    'two numbers.\n    """\n    return 1\n',
    'def f():\n    """Adds ├two numbers.┤\n    """\n',
  );
});

test('a dictionary before the bracket that the editor has closed', async () => {
  await check('ages = {█}', '"ann": 31, "bob": 27}\nprint(ages)\n', 'ages = {├"ann": 31, "bob": 27┤}');
});
