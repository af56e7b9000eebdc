import { test } from 'vitest';

import { checkIn } from './check';

const check = checkIn('cpp', '  ');

test('the rest of a line', async () => {
  await check(
    'int main() {\n  auto total = █\n}\n',
    'sum(list);\n}\n',
    'int main() {\n  auto total = ├sum(list);┤\n}\n',
  );
  await check(
    'int main() {\n  std::cout << █\n}\n',
    '"total: " << total << std::endl;\n',
    'int main() {\n  std::cout << ├"total: " << total << std::endl;┤\n}\n',
  );
});

test('an argument list before the bracket that the editor has closed', async () => {
  await check(
    'int main() {\n  list.push_back(█);\n}\n',
    'item);\n',
    'int main() {\n  list.push_back(├item┤);\n}\n',
  );
  await check(
    'int main() {\n  std::vector<int> v{█}\n}\n',
    '1, 2, 3};\n',
    'int main() {\n  std::vector<int> v{├1, 2, 3};┤}╣\n}\n',
  );
});

test('the body of a block whose closer stands below', async () => {
  await check(
    'int sum(const std::vector<int>& list) {█\n}\n',
    '\n  int total = 0;\n  for (int n : list) {\n    total += n;\n  }\n  return total;\n}\n',
    'int sum(const std::vector<int>& list) {├\n  int total = 0;\n  for (int n : list) {\n    total += n;\n  }\n  return total;┤\n}\n',
  );
});

test('the body of a block that nothing closes yet', async () => {
  await check(
    'int twice(int n) {█',
    '\n  return 2 * n;\n}\n\nint thrice(',
    'int twice(int n) {├\n  return 2 * n;\n}┤',
  );
});

test('the body of a class, with its semicolon', async () => {
  await check(
    'class Cart {█\n};\n',
    '\n public:\n  void add(Item item);\n};\n',
    'class Cart {├\n public:\n  void add(Item item);┤\n};\n',
  );
});

test('lines of a body, on a fresh line that is indented', async () => {
  await check('void f() {\n  █\n}\n', 'open();\n  read();\n}\n', 'void f() {\n  ├open();\n  read();┤\n}\n');
});

test('the middle of a line', async () => {
  await check(
    'void f() {\n  if (█) return;\n}\n',
    'p == nullptr) return;\n',
    'void f() {\n  if (├p == nullptr┤) return;\n}\n',
  );
  await check('void f() {\n  x = █ + b;\n}\n', 'a + b;\n', 'void f() {\n  x = ├a┤ + b;\n}\n');
});

test('not the line that stands below already', async () => {
  await check(
    'void f() {\n  open();\n  █\n  close();\n}\n',
    'close();\n}\n',
    'void f() {\n  open();\n  █\n  close();\n}\n',
  );
});

test('an include', async () => {
  await check(
    '#include <█>\n#include <vector>\n',
    'string>\n#include <vector>\n',
    '#include <├string┤>\n#include <vector>\n',
  );
  await check('#include "█"\n', 'cart.h"\n\nint main() {\n', '#include "├cart.h┤"\n');
});
