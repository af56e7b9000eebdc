import { describe, expect, test } from 'vitest';

import { stopAt } from '../../../src/completion/generation/stopRules';
import type { At } from '../../../src/completion/request';
import { atDrawing } from '../marks';

/** `kept` is what a rule leaves of `written`; all of it when none has cut. */
function check(source: string, written: string, kept: string, languageId: string): void {
  const at: Partial<At> = { shape: 'block', languageId, indentUnit: '  ' };
  expect(written.slice(0, stopAt(written, atDrawing(source, at))?.length)).toBe(kept);
}

describe('a line at the level of what opened the block', () => {
  test('may be a condition of the preprocessor or its end', () => {
    const body = '\n#if A\n  a();\n#else\n  b();\n#endif\n  c();\n';
    check('void f() {█', body, body, 'cpp');
  });
  test('is outside when it ends a condition that began outside', () => {
    check('void f() {█', '\n  a();\n#else\nvoid g() {\n', '\n  a();', 'cpp');
    check('void f() {█', '\n  a();\n#endif\n', '\n  a();', 'cpp');
  });
  test('is outside when it is the next label of the same switch', () => {
    check('  case 1: {█', '\n    a();\n  default:\n', '\n    a();', 'cpp');
    check('  f() {█', '\n    a();\n  again:\n', '\n    a();\n  again:\n', 'cpp');
  });
  test('is outside when it begins something with a mark', () => {
    check('.a {█', '\n  b: c;\n#d:hover {\n', '\n  b: c;', 'css');
    check('  A() {█', '\n    a();\n  ~A();\n', '\n    a();', 'cpp');
  });
  test('is outside of a namespace whose members are indented', () => {
    check('mod a {█', '\n  fn b();\nuse c;\n', '\n  fn b();', 'rust');
    check('mod a {█', '\nfn b();\nuse c;\n', '\nfn b();\nuse c;\n', 'rust');
  });
});

describe('a comment', () => {
  test('leaves nothing by itself', () => {
    check('void f() {█', '\n  a();\n\n// why\n  b();\n', '\n  a();\n\n// why\n  b();\n', 'cpp');
    check('def f():█', '\n  a()\n# why\n  b()\n', '\n  a()\n# why\n  b()\n', 'python');
  });
  test('goes with what follows', () => {
    check('void f() {█', '\n  a();\n// why\n\nvoid g() {\n', '\n  a();', 'cpp');
    check('def f():█', '\n  a()\n# why\nb()\n', '\n  a()', 'python');
  });
});

test('what is left of the block includes no file', () => {
  check('void f() {\n  █', 'a();\n\n#include "b.h"\n', 'a();', 'cpp');
  check('void f() {\n  █', 'a();\n#endif\n', 'a();\n#endif\n', 'cpp');
});

test('an attribute that the text below has too proves nothing', () => {
  const written = '[return: A(B.C)]\n  string D();\n';
  check('interface E {\n  █\n\n  [return: A(B.C)]\n  string F();\n}', written, written, 'csharp');
});
