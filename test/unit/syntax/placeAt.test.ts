import { expect, test } from 'vitest';

import { languageRow } from '../../../src/completion/syntax/languages';
import { placeAt } from '../../../src/completion/syntax/placeAt';
import { placeInText } from '../../../src/completion/syntax/placeInText';
import { parse, read } from './parsing';

async function check(languageId: string, drawing: string, place: string): Promise<void> {
  const { text, offset } = read(drawing);
  expect(placeAt(await parse(languageId, text), offset)).toBe(place);
}

test.each([
  ['typescript', 'const x = █1;', 'code'],
  ['typescript', 'const x = "a█b";', 'string'],
  ['typescript', 'const x = █"ab";', 'code'],
  ['typescript', 'const x = "ab"█;', 'code'],
  ['typescript', "foo('█')", 'string'],
  ['typescript', 'const x = `a${b█}c`;', 'code'],
  ['typescript', 'const x = `a${b}c█`;', 'string'],
  ['typescript', 'const x = /a█b/g;', 'string'],
  ['typescript', 'foo(); // to do█', 'comment'],
  ['typescript', 'foo(); // to do█\nbar();', 'comment'],
  ['typescript', 'foo(); // to do\n█bar();', 'code'],
  ['typescript', '/* a █ */', 'comment'],
  ['typescript', '/* a */█', 'code'],
  ['typescript', '/**\n * a█\n */\nfoo();', 'comment'],
  ['typescriptreact', 'const x = <p title="a█">b</p>;', 'string'],
  ['typescriptreact', 'const x = <p title={a█}>b</p>;', 'code'],
  ['javascript', "require('█')", 'string'],
  ['python', 'x = "a█"', 'string'],
  ['python', 'x = f"a{b█}"', 'code'],
  ['python', 'x = f"a█{b}"', 'string'],
  ['python', 'def f():\n    """Does █\n    it."""\n', 'string'],
  ['python', 'x = 1  # one█', 'comment'],
  ['python', '# one█\nx = 1', 'comment'],
  ['go', 'package a\nvar x = "a█"', 'string'],
  ['go', 'package a\nvar x = `a█`', 'string'],
  ['go', 'package a\n// a█', 'comment'],
  ['rust', 'fn f() { let x = "a█"; }', 'string'],
  ['rust', 'fn f() { let x = r#"a█"#; }', 'string'],
  ['rust', "fn f<'a>(x: &'a str█) {}", 'code'],
  ['rust', '/// a█\nfn f() {}', 'comment'],
  ['rust', '/// a\n█fn f() {}', 'code'],
  ['rust', 'fn f() { /* a█ */ }', 'comment'],
  ['java', 'class A { String x = "a█"; }', 'string'],
  ['java', "class A { char x = '█a'; }", 'string'],
  ['java', 'class A { // a█\n}', 'comment'],
  ['c', 'char *x = "a█";', 'string'],
  ['c', '#include <std█>\n', 'string'],
  ['c', 'int x; // a█', 'comment'],
  ['cpp', 'auto x = R"(a█)";', 'string'],
  ['csharp', 'class A { string x = "a█"; }', 'string'],
  ['csharp', 'class A { string x = $"a{b█}"; }', 'code'],
  ['csharp', 'class A { string x = $"a█{b}"; }', 'string'],
  ['csharp', 'class A { /// <summary>█\n}', 'comment'],
  ['php', '<?php $x = "a█";', 'string'],
  ['php', "<?php $x = 'a█';", 'string'],
  ['php', '<?php $x = <<<EOT\na█\nEOT;\n', 'string'],
  ['php', '<?php # a█\n', 'comment'],
  ['ruby', 'x = "a█"', 'string'],
  ['ruby', 'x = "a#{b█}"', 'code'],
  ['ruby', 'x = <<~EOS\n  a█\nEOS\n', 'string'],
  ['ruby', '# a█', 'comment'],
  ['ruby', '=begin\na█\n=end\n', 'comment'],
  ['shellscript', 'x="a█"', 'string'],
  ['shellscript', 'x="$(ls █)"', 'code'],
  ['shellscript', "x='a█'", 'string'],
  ['shellscript', '# a█', 'comment'],
  ['css', '.a { content: "x█"; }', 'string'],
  ['css', '/* a█ */', 'comment'],
  ['css', '.a { color: █red; }', 'code'],
])('%s: %j is %s', check);

test.each([
  ['typescript', 'const x = "abc█\nfoo();\n', 'string'],
  ['typescript', 'foo("ab█)\nbar();\n', 'string'],
  ['typescript', '/* abc █\nfoo();\n', 'comment'],
  ['python', 'x = "abc█\nfoo()\n', 'string'],
  ['go', 'package a\nfunc f() {\n\tx := "abc█\n}\n', 'string'],
  ['rust', 'fn f() {\n  let x = "abc█;\n}\n', 'string'],
  ['java', 'class A { String x = "abc█;\n int y; }\n', 'string'],
  ['cpp', 'int f() { char *x = "abc█;\n return 1; }\n', 'string'],
  ['csharp', 'class A { string x = "abc█;\n int y; }\n', 'string'],
  ['php', '<?php\n$x = "abc█;\nfoo();\n', 'string'],
  ['ruby', 'x = "abc█\nfoo()\n', 'string'],
  ['shellscript', 'x="abc█\nfoo\n', 'string'],
  ['css', '.a { content: "abc█;\n color: red; }\n', 'string'],
  ['typescript', 'function f() {\n  foo(█\n}\n', 'code'],
  ['python', 'def f():\n    x = █\n', 'code'],
])('an unclosed mark still counts, %s: %j is %s', check);

test.each([
  ['kotlin', 'val x = "a█"', 'string'],
  ['kotlin', 'val x = "a"█', 'code'],
  ['kotlin', 'val x = "a\\"█', 'string'],
  ['kotlin', 'foo() // a█', 'comment'],
  ['kotlin', '/* a\n b█', 'comment'],
  ['kotlin', '/* a */ b█', 'code'],
  ['kotlin', 'val x = "/*"\nb█', 'code'],
  ['kotlin', 'val x = "http://█', 'string'],
])('text alone, %s: %j is %s', (languageId, drawing, place) => {
  const { text, offset } = read(drawing);
  expect(placeInText(languageRow(languageId), text, offset)).toBe(place);
});
