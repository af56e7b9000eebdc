import { expect, test } from 'vitest';

import type { CompletionRequest } from '../../../src/completion/request';
import { chooseShape } from '../../../src/completion/trigger/chooseShape';
import { parse, read, snapshot } from '../syntax/parsing';

function request(languageId: string, text: string, offset: number): CompletionRequest {
  return {
    id: 1,
    snapshot: snapshot(languageId, text),
    offset,
    trigger: 'automatic',
    indentUnit: '  ',
    editedAt: 0,
    hasSelection: false,
    cursorCount: 1,
  };
}

async function check(languageId: string, drawing: string, shape: string): Promise<void> {
  const { text, offset } = read(drawing);
  expect(chooseShape(request(languageId, text, offset), await parse(languageId, text))).toBe(shape);
}

function checkText(languageId: string, drawing: string, shape: string): void {
  const { text, offset } = read(drawing);
  expect(chooseShape(request(languageId, text, offset), undefined)).toBe(shape);
}

test.each([
  ['typescript', 'function f() {█}', 'block'],
  ['typescript', 'function f() {█\n}', 'block'],
  ['typescript', 'function f() { █', 'block'],
  ['typescript', 'function f() {█\n', 'block'],
  ['typescript', 'foo(() => {█});', 'block'],
  ['typescript', 'if (a) {\n  b();\n} else {█}', 'block'],
  ['typescript', 'class A {█}', 'block'],
  ['typescript', 'interface A {█}', 'block'],
  ['typescript', 'const x = {█};', 'block'],
  ['typescript', 'switch (a) {\n  case 1:█\n}', 'block'],
  ['typescript', 'switch (a) {\n  default:█\n}', 'block'],
  ['javascript', 'module.exports = {█};', 'block'],
  ['typescriptreact', 'function A() {█}', 'block'],
  ['python', 'def f(a, b):█', 'block'],
  ['python', 'class A(B):█', 'block'],
  ['python', 'if a:█', 'block'],
  ['python', 'async def f():█', 'block'],
  ['python', 'def f(\n    a,\n) -> int:█', 'block'],
  ['python', 'try:█', 'block'],
  ['go', 'package a\nfunc f() {█}', 'block'],
  ['go', 'package a\ntype T struct {█}', 'block'],
  ['rust', 'fn f() {█}', 'block'],
  ['rust', 'impl T for S {█}', 'block'],
  ['rust', 'fn f() { match a {█} }', 'block'],
  ['java', 'class A { void f() {█} }', 'block'],
  ['c', 'int main(void) {█}', 'block'],
  ['cpp', 'class A {\npublic:█\n};', 'block'],
  ['csharp', 'class A { int F() {█} }', 'block'],
  ['php', '<?php function f() {█}', 'block'],
  ['php', '<?php\nif ($a):█\nendif;', 'block'],
  ['ruby', 'foo.each do |x|█', 'block'],
  ['ruby', 'def f(a)█', 'block'],
  ['ruby', 'begin█', 'block'],
  ['ruby', 'def f█', 'block'],
  ['ruby', 'class A < B█', 'block'],
  ['ruby', 'if a.empty?█', 'block'],
  ['ruby', 'x = case a█', 'block'],
  ['python', 'def f(a,\n      b):█', 'block'],
  ['shellscript', 'if [ -f a ]; then█', 'block'],
  ['shellscript', 'for x in a b; do█', 'block'],
  ['shellscript', 'f() {█}', 'block'],
  ['shellscript', 'case $1 in█', 'block'],
  ['css', '.a {█}', 'block'],
])('an opener without a body opens a block, %s: %j', check);

test.each([
  ['typescript', 'function f() {\n  █\n}', 'block'],
  ['typescript', 'function f() {\n  a();\n  █\n  b();\n}', 'block'],
  ['typescript', 'function f() {\n  a();\n█\n}', 'block'],
  ['typescript', 'class A {\n  x = 1;\n\n  █\n}', 'block'],
  ['python', 'def f():\n    a()\n    █', 'block'],
  ['python', 'def f():\n    █\n\ndef g():\n    pass\n', 'block'],
  ['python', 'class A:\n    x = 1\n\n    █', 'block'],
  ['go', 'package a\nfunc f() {\n\t█\n}', 'block'],
  ['rust', 'fn f() {\n    █\n}', 'block'],
  ['java', 'class A {\n  void f() {\n    █\n  }\n}', 'block'],
  ['c', 'int f(void) {\n  █\n}', 'block'],
  ['csharp', 'class A {\n  int F() {\n    █\n  }\n}', 'block'],
  ['php', '<?php\nfunction f() {\n  █\n}', 'block'],
  ['ruby', 'def f\n  a\n  █\nend', 'block'],
  ['ruby', 'if a\n  █\nend', 'block'],
  ['shellscript', 'f() {\n  █\n}', 'block'],
  ['shellscript', 'if a; then\n  █\nfi', 'block'],
  ['css', '.a {\n  █\n}', 'block'],
  ['typescript', '// Sums the list.\n█', 'block'],
  ['typescript', '/** Sums the list. */\n█\n', 'block'],
  ['python', 'x = 1\n\n# Sums the list.\n█', 'block'],
])('a blank line in a body or under a comment goes on, %s: %j', check);

test.each([
  ['typescript', 'const x = █', 'line'],
  ['typescript', 'foo(█)', 'line'],
  ['typescript', 'const x = a.█;', 'line'],
  ['typescript', 'function f(█) {\n}', 'line'],
  ['typescript', 'if (█) {\n}', 'line'],
  ['typescript', 'const x = 1;\n█', 'line'],
  ['typescript', '// Sums the list.\n\n█', 'line'],
  ['typescript', '█', 'line'],
  ['typescript', "import {█} from 'a';", 'line'],
  ['typescript', 'import {█', 'line'],
  ['typescript', 'const {█} = a;', 'line'],
  ['typescript', 'function f({█}) {}', 'line'],
  ['typescript', 'const s = `a${█}`;', 'line'],
  ['typescript', 'const s = "{█";', 'line'],
  ['typescript', 'foo(); // {█', 'line'],
  ['typescript', 'if (a) {█\n  b();\n}', 'line'],
  ['typescript', 'if (a) {█ b(); }', 'line'],
  ['typescript', 'x = a ? b :█', 'line'],
  ['typescriptreact', 'const x = <A b={█} />;', 'line'],
  ['python', 'x = {"a":█}', 'line'],
  ['python', 'if x[1:█]', 'line'],
  ['python', 'def f(a:█):', 'line'],
  ['python', 'f = lambda x:█', 'line'],
  ['python', 'x = 1\n█', 'line'],
  ['python', 'if a:█\n    b()\n', 'line'],
  ['rust', 'use a::{█};', 'line'],
  ['csharp', 'class A { string x = $"{█}"; }', 'line'],
  ['ruby', 'x = "a#{█}"', 'line'],
  ['ruby', 'x = 1 if a█', 'line'],
  ['ruby', 'def f(a) = a█', 'line'],
  ['ruby', 'class A; end█', 'line'],
  ['shellscript', 'for x in█', 'line'],
  ['shellscript', 'x=${█}', 'line'],
  ['css', '.a { color: █ }', 'line'],
])('everything else is a line, %s: %j', check);

test.each([
  ['typescript', '/**\n * █\n */', 'block'],
  ['typescript', '/**\n * Sums █\n */', 'line'],
  ['typescript', '// Sums █', 'line'],
  ['typescript', 'const x = "a█";', 'line'],
  ['typescript', 'const x = `\n█\n`;', 'block'],
  ['python', 'def f():\n    """\n    █\n    """', 'block'],
  ['python', 'def f():\n    """Sums █\n    """', 'line'],
])(
  'prose goes on from a fresh line only, and only where it is wanted, %s: %j',
  async (languageId, drawing, shape) => {
    const { text, offset } = read(drawing);
    const tree = await parse(languageId, text);
    const asked = request(languageId, text, offset);
    expect(chooseShape(asked, tree, { insideComments: 'on' })).toBe(shape);
    expect(chooseShape(asked, tree, { insideComments: 'line' })).toBe('line');
    expect(chooseShape(asked, tree)).toBe('line');
  },
);

test.each([
  ['kotlin', 'fun f() {█}', 'block'],
  ['kotlin', 'fun f() {\n  █\n}', 'block'],
  ['kotlin', 'fun f() {\n█\n}', 'block'],
  ['kotlin', 'val x = █', 'line'],
  ['kotlin', 'val x = 1\n█', 'line'],
  ['kotlin', 'val x = "{█', 'line'],
  ['kotlin', '// Sums the list.\n█', 'block'],
  ['lua', 'if a then█', 'block'],
  ['scss', '.a {█}', 'block'],
  ['scss', '.a { width: #{█} }', 'line'],
  ['typescript', 'import {█} ', 'line'],
  ['typescript', 'const x = `${█}`', 'line'],
  ['python', 'def f():█', 'block'],
  ['python', 'def f():\n    █', 'block'],
])('text alone decides without a tree, %s: %j', checkText);
