import { describe, expect, test } from 'vitest';

import { polish } from '../../../src/completion/polish/polish';
import type { At } from '../../../src/completion/request';
import { atDrawing } from '../marks';
import { block, check, go, python } from './check';

describe('code right of the cursor', () => {
  test('is not written again', () => {
    check('x = █ + b;', 'a + b;', 'x = ├a┤ + b;');
    check('x = █ + b;', 'a +', 'x = ├a┤ + b;');
    check('x = █ + b;', 'a + b; // sum', 'x = ├a┤ + b;');
    check('foo(█) + bar(x)', 'a, b)', 'foo(├a, b┤) + bar(x)');
    check('foo(█, last)', 'first', 'foo(├first┤, last)');
  });
  test('leaves room for one line', () => {
    check('if (█ > 0) {', 'a\n  b', 'if (├a┤ > 0) {', block);
  });
  test('is not taken for a part of a word', () => {
    check('x = █bar', 'foo b', 'x = ├foo b┤bar');
  });
  test('does not lose its brackets', () => {
    check('foo(█bar)', 'x)', 'foo(█bar)');
    check('let y = █ + 1', 'f(x', 'let y = █ + 1');
    check('foo(█ + x)', 'a) + bar(b', 'foo(├a) + bar(b┤ + x)');
  });
});

describe('lines below', () => {
  test('are not written again', () => {
    check('a();\n█\nreturn total;', 'b();\nreturn total;', 'a();\n├b();┤\nreturn total;', block);
    check('a();\n█\nreturn total;\n}', 'return total;\n}', 'a();\n█\nreturn total;\n}', block);
    check('retu█\nreturn total;', 'rn total;', 'retu█\nreturn total;');
  });
  test('keep their closer for themselves', () => {
    check('function f() {\n    █\n}', 'return 1;\n}', 'function f() {\n    ├return 1;┤\n}', block);
    check('f(\n    a,\n    █\n)', 'b\n)', 'f(\n    a,\n    ├b┤\n)', python);
    check('func f() {\n\t█\n}', 'return 1\n}', 'func f() {\n\t├return 1┤\n}', go);
  });
  test('do not take the closer of a block in the text', () => {
    check(
      'fn f() {\n    █\n}',
      'if a {\n        b();\n    }\n}',
      'fn f() {\n    ├if a {\n        b();\n    }┤\n}',
      { ...block, languageId: 'rust' },
    );
  });
  test('do not take a closer that only looks like theirs', () => {
    check('g(\n█\n)', 'f(\n    a,\n)', 'g(\n├f(\n    a,\n)┤\n)', python);
    const cpp = { ...block, languageId: 'cpp' };
    check(
      'namespace a {\n█\n}',
      'void f() {\n    b();\n}',
      'namespace a {\n├void f() {\n    b();\n}┤\n}',
      cpp,
    );
  });
  test('may lack the closer', () => {
    check('function f() {\n    █', 'return 1;\n}', 'function f() {\n    ├return 1;\n}┤', block);
    check('void f() {█', '\n    g();\n}', 'void f() {├\n    g();\n}┤', { ...block, languageId: 'cpp' });
  });
});

describe('lines above', () => {
  test('are not written again', () => {
    check('import os\n█', 'import os', 'import os\n█', python);
    check(
      'total += price;\ncount += 1;\n█',
      'total += price;\ncount += 1;\nx();',
      'total += price;\ncount += 1;\n█',
      block,
    );
  });
  test('may end like the next one', () => {
    check('    break;\n    █', 'break;', '    break;\n    ├break;┤');
  });
});

describe('one line', () => {
  test('is all that line shape shows', () => {
    check('const x = █', '1;\nconst y = 2;', 'const x = ├1;┤');
    check('const x = 1;█', '\nconst y = 2;', 'const x = 1;█');
  });
  test('is the first visible one on a fresh line', () => {
    check('a();\n    █', '\n    b();\n', 'a();\n    ├b();┤');
    check('a();\n█', '\nb();\n', 'a();\n├b();┤');
  });
});

describe('indentation', () => {
  test('is not repeated', () => {
    check('if (a) {\n    █\n}', '    b();\n    c();', 'if (a) {\n    ├b();\n    c();┤\n}', block);
    check('if a:\n    █', '    if b:\n        c()\n', 'if a:\n    ├if b:\n        c()┤', python);
  });
  test('moves the lines below along when they were written deeper', () => {
    check('a();\n    █', '    b();\n        c();', 'a();\n    ├b();\n    c();┤', block);
  });
  test('stays when it is due', () => {
    check('if a:\n█', '    b()', 'if a:\n├    b()┤', python);
  });
  test('is in tabs where the file is', () => {
    check('func f() {\n\tif a {█\n\t}\n}', '\n        b()', 'func f() {\n\tif a {├\n\t\tb()┤\n\t}\n}', go);
  });
  test('is in blanks where the file is', () => {
    check('if a:█', '\n\tb()\n\tc()', 'if a:├\n    b()\n    c()┤', python);
  });
  test('is left alone in a string', () => {
    check('const s = `█`;', 'a\n\tb`;', 'const s = `├a\n\tb┤`;', block);
  });
});

describe('loops', () => {
  test('of lines are cut to the first round', () => {
    check('█', 'a(1);\na(1);\na(1);\n', '├a(1);┤', block);
    check('█', 'a(1);\nb(2);\na(1);\nb(2);\na(1);\nb(2);\n', '├a(1);\nb(2);┤', block);
  });
  test('of a phrase lose their line', () => {
    check('x = █', 'one, '.repeat(30), 'x = █');
  });
});

describe('open ends', () => {
  test('an open string is dropped with its line', () => {
    check('const s = █', '"abc', 'const s = █');
    check('f();\n█', 'g();\nh("abc', 'f();\n├g();┤', block);
  });
  test('a block of several lines is closed', () => {
    check('█', 'for (const a of b) {\n    c(a);', '├for (const a of b) {\n    c(a);\n}┤', block);
    check(
      'class A {\n    █\n}',
      'int f() {\n        if (x) {\n            return 1;',
      'class A {\n    ├int f() {\n        if (x) {\n            return 1;\n        }\n    }┤\n}',
      { ...block, languageId: 'java' },
    );
  });
  test('a block is not closed when the text below waits for it', () => {
    check(
      '█\n    c(a);\n}',
      'a();\nfor (const a of b) {\n    d();',
      '├a();\nfor (const a of b) {\n    d();┤\n    c(a);\n}',
      block,
    );
  });
  test('the head of a block on a single line stays', () => {
    check('if (x█', ') {', 'if (x├) {┤');
  });
});

describe('the ends of the text', () => {
  test('have LF line ends and no blanks', () => {
    check('█', 'a();\r\nb();  \r\n\r\n', '├a();\nb();┤', block);
  });
  test('have whole characters', () => {
    check('s = "█"', 'a\uD83D', 's = "├a┤"');
  });
  test('are nothing when all is blank', () => {
    check('x = █', '  \n \n', 'x = █');
  });
  test('do not double a blank', () => {
    check('x = █', ' 5', 'x = ├5┤');
    check('name  █', '  string', 'name  ├  string┤');
  });
});

describe('text that the token limit has ended', () => {
  const cut = (raw: string, at: At): string => polish(raw, at, 'limit').text;
  test('loses its half line', () => {
    expect(cut('a();\nb(c, d', atDrawing('█', block))).toBe('a();');
  });
  test('loses half a word of its only line', () => {
    expect(cut('total + pri', atDrawing('x = █'))).toBe('total +');
  });
  test('keeps what is complete', () => {
    expect(cut('a();\nb();\n', atDrawing('█', block))).toBe('a();\nb();');
  });
});

test('the cuts name the filters', () => {
  expect(polish('a, b)', atDrawing('foo(█)')).cuts).toEqual(['paired-closers']);
  expect(polish('a, b', atDrawing('foo(█)')).cuts).toEqual([]);
});
