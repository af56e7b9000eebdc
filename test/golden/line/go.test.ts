import { test } from 'vitest';

import { checkIn } from './check';

const check = checkIn('go', '\t');

test('the rest of a line', async () => {
  await check('package main\n\nvar limit = █', '10\nvar next = 11\n', 'package main\n\nvar limit = ├10┤');
});

test('an argument list before the bracket that the editor has closed', async () => {
  await check(
    'func main() {\n\tfmt.Println(█)\n}\n',
    '"hello", name)\n}\n',
    'func main() {\n\tfmt.Println(├"hello", name┤)\n}\n',
  );
});

test('the body of a block whose closer stands below', async () => {
  await check(
    'func sum(list []int) int {█\n}\n',
    '\n\ttotal := 0\n\tfor _, n := range list {\n\t\ttotal += n\n\t}\n\treturn total\n}\n',
    'func sum(list []int) int {├\n\ttotal := 0\n\tfor _, n := range list {\n\t\ttotal += n\n\t}\n\treturn total┤\n}\n',
  );
});

test('the body of a block that nothing closes yet', async () => {
  await check(
    'func twice(n int) int {█',
    '\n\treturn 2 * n\n}\n\nfunc thrice() {\n',
    'func twice(n int) int {├\n\treturn 2 * n\n}┤',
  );
});

test('lines of a body with the tabs of the file, whatever the model writes', async () => {
  await check(
    'func f() error {\n\t█\n}\n',
    'if err := g(); err != nil {\n        return err\n    }\n    return nil\n}\n',
    'func f() error {\n\t├if err := g(); err != nil {\n\t\treturn err\n\t}\n\treturn nil┤\n}\n',
  );
});

test('the middle of a line', async () => {
  await check(
    'func f() {\n\tif █ {\n\t}\n}\n',
    'err != nil {\n\t\treturn\n',
    'func f() {\n\tif ├err != nil┤ {\n\t}\n}\n',
  );
  await check('func f() {\n\tx := █ + b\n}\n', 'a + b\n', 'func f() {\n\tx := ├a┤ + b\n}\n');
});

test('not the line that stands below already', async () => {
  await check(
    'func f() {\n\topen()\n\t█\n\tclose()\n}\n',
    'close()\n}\n',
    'func f() {\n\topen()\n\t█\n\tclose()\n}\n',
  );
});

test('an import', async () => {
  await check('package main\n\nimport "█"\n', 'fmt"\n\nfunc main() {\n', 'package main\n\nimport "├fmt┤"\n');
  await check('import (\n\t"fmt"\n\t█\n)\n', '"os"\n)\n', 'import (\n\t"fmt"\n\t├"os"┤\n)\n');
});
