import { expect, test } from 'vitest';

import { outlineAt, signatures } from '../../../src/completion/syntax/outline';
import { parse, read } from './parsing';

/** The headers of the scopes around the cursor, each with its kind. */
async function checkScopes(languageId: string, drawing: string, headers: readonly string[]): Promise<void> {
  const { text, offset } = read(drawing);
  const { scopes } = outlineAt(await parse(languageId, text), offset);
  const drawn = scopes.map(
    ({ start, bodyStart, kind }) => `${kind}: ${text.slice(start, bodyStart).replace(/\s+/g, ' ').trim()}`,
  );
  expect(drawn).toEqual(headers);
}

test.each([
  [
    'typescript',
    'export class A {\n  m(a: number) {\n    if (a) {\n      █\n    }\n  }\n}',
    ['class: export class A {', 'function: m(a: number) {', 'other: if (a) {'],
  ],
  ['typescript', 'function f() {}\n█\nfunction g() {}', []],
  ['typescript', 'const f = (a) => {\n  █\n};', ['function: (a) => {']],
  ['typescript', 'function f(█) {\n  a();\n}', ['function: function f() {']],
  ['typescript', 'function f() { a(); }█', []],
  ['typescript', 'namespace N {\n  █\n}', ['other: namespace N {']],
  [
    'javascript',
    "describe('a', () => {\n  it('b', function () {\n    █\n  });\n});",
    ['function: () => {', 'function: function () {'],
  ],
  [
    'python',
    '@dec\nclass A:\n    def f(self):\n        a()\n        █',
    ['class: @dec class A:', 'function: def f(self):'],
  ],
  ['python', 'class A:\n    def f(self):\n        a()\n\n    █', ['class: class A:']],
  ['python', 'class A:\n    def f(self):\n        a()\n\n█', []],
  ['python', 'def f():\n    if a:\n        b()\n    █\n    c()', ['function: def f():']],
  ['python', 'def f():\n    x = 1█', ['function: def f():']],
  ['python', 'def f():\n    █', ['function: def f():']],
  ['python', 'def f():\n    █\n\ndef g():\n    pass\n', ['function: def f():']],
  [
    'go',
    'package a\nfunc (s *S) f() {\n\tfor {\n\t\t█\n\t}\n}',
    ['function: func (s *S) f() {', 'other: for {'],
  ],
  ['go', 'package a\ntype S struct {\n\t█\n}', ['class: type S struct {']],
  [
    'rust',
    'impl T for S {\n    fn f(&self) {\n        █\n    }\n}',
    ['class: impl T for S {', 'function: fn f(&self) {'],
  ],
  [
    'java',
    'class A {\n  @Override\n  void f() {\n    █\n  }\n}',
    ['class: class A {', 'function: @Override void f() {'],
  ],
  ['c', 'int main(void) {\n  █\n}', ['function: int main(void) {']],
  [
    'cpp',
    'template <class T>\nclass A {\n  void f() {\n    █\n  }\n};',
    ['class: template <class T> class A {', 'function: void f() {'],
  ],
  [
    'csharp',
    'namespace N {\n  class A {\n    int F() {\n      █\n    }\n  }\n}',
    ['other: namespace N {', 'class: class A {', 'function: int F() {'],
  ],
  [
    'php',
    '<?php\nclass A {\n  function f() {\n    █\n  }\n}',
    ['class: class A {', 'function: function f() {'],
  ],
  ['ruby', 'class A\n  def f(a)\n    b\n    █\n    c\n  end\nend', ['class: class A', 'function: def f(a)']],
  ['shellscript', 'f() {\n  █\n}', ['function: f() {']],
  ['css', '@media print {\n  .a {\n    █\n  }\n}', ['class: @media print {', 'class: .a {']],
] as const)('scopes, %s: %j', checkScopes);

test.each([
  [
    'typescript',
    'function f() {\n  if (a) {\n    const b = █\n',
    ['other: function f() {', 'other: if (a) {'],
  ],
  ['typescript', 'class A {\n  m() {\n    foo(█\n\n  n() {\n  }\n}', ['class: class A {', 'function: m() {']],
  ['go', 'package a\nfunc f() {\n\tif a {\n\t\tb := █\n', ['other: func f() {', 'other: if a {']],
] as const)('broken code shows its scopes by indentation, %s: %j', checkScopes);

/** The text with each import in ⟨⟩ and each foldable body as ⋯. */
async function checkFold(languageId: string, drawing: string, folded: string): Promise<void> {
  const { text, offset } = read(drawing);
  const { imports, bodies } = outlineAt(await parse(languageId, text), offset);
  let drawn = '';
  let at = 0;
  for (const body of bodies) {
    expect(body.start).toBeGreaterThanOrEqual(at);
    drawn += `${text.slice(at, body.start)}⋯`;
    at = body.end;
  }
  drawn += text.slice(at);
  for (const { start, end } of imports)
    drawn = drawn.replace(text.slice(start, end), (found) => `⟨${found}⟩`);
  expect(drawn).toBe(folded);
}

const long = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

test.each([
  [
    'typescript',
    `import { a } from 'a';\nimport b = require('b');\nexport * from 'c';\nconst d = require('d');\nconst e = 1;\nfunction f() {\n  ${long}();\n  a();\n}\nfunction g() {\n  █\n}\n`,
    `⟨import { a } from 'a';⟩\n⟨import b = require('b');⟩\n⟨export * from 'c';⟩\n⟨const d = require('d');⟩\nconst e = 1;\nfunction f() {⋯}\nfunction g() {\n  \n}\n`,
  ],
  [
    'typescript',
    `class A {\n  m() {\n    ${long}();\n    a();\n  }\n  n() {\n    █\n  }\n  o = () => {\n    ${long}();\n    a();\n  };\n}\ninterface I {\n  ${long}: string;\n  b: string;\n}\n`,
    `class A {\n  m() {⋯}\n  n() {\n    \n  }\n  o = () => {⋯};\n}\ninterface I {⋯}\n`,
  ],
  [
    'typescript',
    `export const f = memo(() => {\n  ${long}();\n  a();\n});\nfunction short() {\n  a();\n  b();\n}\n█`,
    `export const f = memo(() => {⋯});\nfunction short() {\n  a();\n  b();\n}\n`,
  ],
  [
    'python',
    `from a import (\n    b,\n)\nimport c\nclass A:\n    def f(self):\n        ${long}()\n        a()\n\n    def g(self):\n        █\n`,
    `⟨from a import (\n    b,\n)⟩\n⟨import c⟩\nclass A:\n    def f(self):⋯\n\n    def g(self):\n        \n`,
  ],
  [
    'go',
    `package a\nimport (\n\t"b"\n)\nfunc f() {\n\t${long}()\n\ta()\n}\ntype S struct {\n\t${long} int\n\tb int\n}\n█`,
    `⟨package a⟩\n⟨import (\n\t"b"\n)⟩\nfunc f() {⋯}\ntype S struct {⋯}\n`,
  ],
  [
    'rust',
    `use a::b;\nmod c;\nimpl S {\n    fn f(&self) {\n        ${long}();\n        a();\n    }\n}\n█`,
    `⟨use a::b;⟩\n⟨mod c;⟩\nimpl S {\n    fn f(&self) {⋯}\n}\n`,
  ],
  [
    'java',
    `package a;\nimport b.C;\nclass A {\n  void f() {\n    ${long}();\n    a();\n  }\n}\n█`,
    `⟨package a;⟩\n⟨import b.C;⟩\nclass A {\n  void f() {⋯}\n}\n`,
  ],
  [
    'c',
    `#ifndef A_H\n#include <b.h>\nint f(void) {\n  ${long}();\n  a();\n}\n#endif\n█`,
    `#ifndef A_H\n⟨#include <b.h>\n⟩int f(void) {⋯}\n#endif\n`,
  ],
  [
    'csharp',
    `using A;\nnamespace N {\n  using B;\n  class C {\n    int F() {\n      ${long}();\n      a();\n    }\n  }\n}\n█`,
    `⟨using A;⟩\nnamespace N {\n  ⟨using B;⟩\n  class C {\n    int F() {⋯}\n  }\n}\n`,
  ],
  [
    'php',
    `<?php\nnamespace A;\nuse B\\C;\nrequire 'd.php';\nfunction f() {\n  ${long}();\n  a();\n}\n█`,
    `<?php\n⟨namespace A;⟩\n⟨use B\\C;⟩\n⟨require 'd.php';⟩\nfunction f() {⋯}\n`,
  ],
  [
    'ruby',
    `require 'a'\nclass A\n  def f(a)\n    ${long}()\n    a()\n  end\nend\n█`,
    `⟨require 'a'⟩\nclass A\n  def f(a)⋯\n  end\nend\n`,
  ],
  ['shellscript', `source a.sh\nf() {\n  ${long}\n  a\n}\n█`, `⟨source a.sh⟩\nf() {⋯}\n`],
  ['css', `@import "a.css";\n.a {\n  ${long}: b;\n  c: d;\n}\n█`, `⟨@import "a.css";⟩\n.a {⋯}\n`],
])('imports and foldable bodies, %s: %j', checkFold);

async function checkSignatures(languageId: string, text: string, lines: readonly string[]): Promise<void> {
  expect(signatures(await parse(languageId, text), 10_000)).toBe(lines.map((line) => `${line}\n`).join(''));
}

test.each([
  [
    'typescript',
    "import a from 'a';\nexport class A<T> extends B {\n  #x = 1;\n  m(\n    a: string,\n  ): void {\n    b();\n  }\n}\nexport interface I {\n  a: string;\n}\nexport const f = (a: number) => {\n  a;\n};\ndeclare function g(): void;\nfoo(() => {\n});\n",
    [
      'export class A<T> extends B',
      '  #x = 1',
      '  m( a: string, ): void',
      'export interface I',
      '  a: string',
      'const f = (a: number)',
      'function g(): void;',
    ],
  ],
  [
    'python',
    'import a\nX = 1\n@dec\nclass A(B):\n    x: int = 1\n    @property\n    def f(self) -> int:\n        return 1\n',
    ['X = 1', '@dec class A(B):', '  x: int = 1', '  @property def f(self) -> int:'],
  ],
  [
    'go',
    'package a\ntype S struct {\n\ta int\n}\nfunc (s *S) F(a int) string {\n\treturn ""\n}\n',
    ['type S struct', '  a int', 'func (s *S) F(a int) string'],
  ],
  [
    'rust',
    'pub struct S {\n    a: i32,\n}\nimpl T for S {\n    fn f(&self) -> i32 {\n        1\n    }\n}\n',
    ['pub struct S', '  a: i32', 'impl T for S', '  fn f(&self) -> i32'],
  ],
  [
    'java',
    'public class A {\n  int x = 1;\n  public void f(int a) {\n  }\n}\n',
    ['public class A', '  int x = 1;', '  public void f(int a)'],
  ],
  [
    'c',
    '#ifndef A_H\nint f(int a);\nstruct S {\n  int a;\n};\nint g(void) {\n  return 1;\n}\n#endif\n',
    ['int f(int a);', 'struct S', '  int a;', 'int g(void)'],
  ],
  [
    'csharp',
    'namespace N {\n  class A {\n    public int X { get; set; }\n    int F(int a) {\n    }\n  }\n}\n',
    ['class A', '  public int X', '  int F(int a)'],
  ],
  [
    'php',
    '<?php\nclass A {\n  private int $x = 1;\n  function f($a) {\n  }\n}\n',
    ['class A', '  private int $x = 1;', '  function f($a)'],
  ],
  ['ruby', 'class A < B\n  def f(a)\n    b\n  end\nend\n', ['class A < B', '  def f(a)']],
  ['shellscript', 'X=1\nf() {\n  a\n}\n', ['X=1', 'f()']],
] as const)('signatures, %s: %j', checkSignatures);

test('signatures keep to whole lines within their limit', async () => {
  const tree = await parse('typescript', 'function abc() {}\nfunction def() {}\n');
  expect(signatures(tree, 35)).toBe('function abc()\nfunction def()\n'.slice(0, 30));
  expect(signatures(tree, 29)).toBe('function abc()\n');
  expect(signatures(tree, 5)).toBe('');
});
