/** A little code in each language, free of errors, with comments, strings and nesting. */
export const samples: Readonly<Record<string, string>> = {
  typescript: `import { a } from './a';
import type B from "b";
const fs = require('fs');
export * from './q';
/** block */ // line
export class Foo<T> extends Bar {
  #x = 1;
  constructor(private a: string) { super(); }
  get v(): number { return 1; }
  static async m<T>(a: T): Promise<void> { const s = \`a\${b}c\`; }
  abstract q(): void;
}
abstract class Ab { abstract q(): void }
interface I { a: string; b(): void }
enum E { A, B }
namespace N { export function inner() { return /re/g; } }
declare module 'x' { function f(): void }
export default function () { return 1 }
export const arrow = (a: number) => { return a; };
const obj = { m() { return 1 }, k: function () { return 2 }, ar: [1, 2] };
function* gen() { yield 1; }
switch (a) { case 1: break; default: break; }
`,
  python: `import os
from a import (
    b,
)
from __future__ import annotations
# c
@dec
class Foo(Bar):
    """doc"""
    x: int = 1
    @property
    def m(self, a: int) -> str:
        return f"a{self.x}b"
async def f():
    pass
def g(): return 'x'
if a:
    def inner(): pass
try:
    import x
except E:
    x = {
        'a': 1,
    }
`,
  go: `package main
import "fmt"
import (
	"os"
)
// c
/* d */
type S struct {
	a int
}
type I interface { M() }
func (s *S) M(a int) string {
	x := func() { return }
	return \`raw\` + "s" + string('c')
}
func main() {
	switch a { case 1: b() }
	x := []int{1, 2}
}
var (
	a = 1
)
`,
  rust: `use std::io;
extern crate foo;
mod m { fn a() {} }
mod x;
/// doc
// c
/* b */
#[derive(Debug)]
pub struct S { a: i32 }
enum E { A, B }
trait T { fn m(&self); fn d(&self) { } }
impl T for S { fn m(&self) -> i32 { let x = "s"; let y = r#"raw"#; 'c'; b"x"; 1 } }
macro_rules! mm { () => { 1 } }
fn main() { let f = |x| { x + 1 }; println!("a {}", x); match a { 1 => { }, _ => {} } }
`,
  java: `package a;
import java.util.List;
// c
/* d */
public class Foo extends Bar {
  int x = 1;
  public Foo() { super(); }
  @Override
  public void m(int a) { String s = "a" + 'c'; String t = """
    text
    """; Runnable r = () -> { }; }
  static { }
  enum E { A, B; void x() {} }
  interface I { void m(); }
  record R(int a) { R { } }
}
@interface An { int x(); }
`,
  cpp: `#include <stdio.h>
#include "a.h"
#ifndef X_H
#define X_H
#include <b>
using namespace std;
using foo::bar;
namespace n { int f() { return 1; } }
extern "C" { void g(void) { } }
template <typename T> class Foo : public Bar { public: Foo() : a(1) { } ~Foo(); int m() const { auto l = [&](int x) { return x; }; return 'c'; } int x; };
struct S { int a; };
/* d */ // c
int main(int argc, char **argv) { const char *s = "abc\\n"; auto r = R"(raw)"; switch (a) { case 1: break; } int a[] = { 1, 2 }; }
#endif
`,
  csharp: `using System;
using static System.Math;
namespace A.B {
  // c
  /* d */
  /// <summary>x</summary>
  public class Foo : Bar {
    public int X { get; set; }
    public int Y => 1;
    public Foo(int a) : base(a) { }
    public async Task<int> M(int a) { var s = "a"; var t = $"a{b}c"; var v = @"x"; var c = 'c'; Func<int> f = () => { return 1; }; void Local() { } return 1; }
    ~Foo() { }
    public static Foo operator +(Foo a, Foo b) { return a; }
    interface I { void M(); }
    record R(int A);
  }
}
`,
  php: `<html>
<?php
namespace A;
use B\\C;
use function D\\e;
require_once 'x.php';
include 'y.php';
# d
/* e */ // c
abstract class Foo extends Bar implements I {
  use T;
  private int $x = 1;
  public function __construct(private int $a) { }
  public function m(): string { $s = "a{$b}c $d"; $t = 'x'; $h = <<<EOT
heredoc $x
EOT;
  $n = <<<'EOT'
now
EOT;
  $f = function () use ($a) { return 1; }; $g = fn($x) => $x; return ''; }
}
enum E: string { case A = 'a'; }
function f($a) { return 1; }
if ($a): echo 1; endif;
?>
`,
  ruby: `require 'a'
require_relative 'b'
# c
=begin
block
=end
module M
  class Foo < Bar
    include X
    attr_reader :a
    def initialize(a)
      @a = a
    end
    def self.m
      "a#{b}c" + 'x' + :sym.to_s
    end
    class << self
      def z; end
    end
  end
end
foo.each do |x|
  puts x
end
foo.map { |x| x }
x = <<~EOS
  text #{a}
EOS
if a then b else c end
case x
when 1 then 2
end
l = -> (x) { x }
`,
  shellscript: `#!/bin/bash
# c
source ./a.sh
. b.sh
f() {
  local x="a $b \${c} $(ls)"
  echo 'raw' $'ansi'
}
function g { echo 1; }
if [ -f x ]; then
  echo 1
else
  echo 2
fi
case x in
  a) echo 1 ;;
esac
cat <<EOF
heredoc $x
EOF
`,
  css: `@import url("a.css");
/* c */
.a > b, #c:hover { color: red; background: url(x.png); content: "x"; &:hover { a: b; } .nested { c: d } }
@media (max-width: 100px) { .a { color: blue } }
`,
  typescriptreact: `import { useState } from 'react';

export function Counter({ start }: { start: number }) {
  const [count, setCount] = useState(start);
  // one more
  return (
    <button title="add" onClick={() => setCount(count + 1)}>
      {\`\${count}\`} times {count > 1 && <b>!</b>}
    </button>
  );
}
`,
  javascript: `const fs = require('fs');
class Foo {
  #x = 1;
  static m() { return /a[/]b/g; }
}
async function* gen(a, { b } = {}) {
  for await (const c of a) yield \`\${b}\${c}\`;
}
module.exports = { gen, k: (a) => ({ a }) };
`,
};
