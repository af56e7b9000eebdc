import { describe, expect, test } from 'vitest';

import { scanBrackets } from '../../../src/completion/syntax/brackets';

/** What is open at the text's end, outermost first, with blanks between. */
function check(text: string, open: string, languageId = 'typescript'): void {
  expect(
    scanBrackets(text, languageId)
      .open.map((frame) => frame.delimiter)
      .join(' '),
  ).toBe(open);
}

describe('what is open', () => {
  test('are brackets without their closers', () => {
    check('f(a, [b, {', '( [ {');
    check('f(a, [b, {}])', '');
  });
  test('are strings up to their quote, or to the end of the line', () => {
    check('f("a(', '( "');
    check('f("a(\n', '(');
    check('f("a\\"(', '( "');
    check("f('it\\'s', ", '(');
  });
  test('are templates with code in them', () => {
    check('`a ${f(`b', '` ${ ( `');
    check('`a ${f(`b`)} c`', '');
    check('x := `a ${', '`', 'go');
  });
  test('are strings of several lines', () => {
    check('"""\n(', '"""', 'python');
    check('a = """\n( " """\nf(', '(', 'python');
  });
  test('are comments', () => {
    check('f( // (', '( //');
    check('f( // (\n', '(');
    check('/* { */ [ /* (', '[ /*');
    check('f( # (', '( //', 'python');
    check('echo ${#a} $# (', '(', 'shellscript');
    check('a = b // (c', '(', 'python');
  });
  test('are raw strings up to what ends them', () => {
    check('f(R"x({ " )" )x", [', '( [', 'cpp');
    check('f(u8R"(\n{\n', '( u8R"(', 'cpp');
    check('f(r#"{ " \\"#, br"\\", [', '( [', 'rust');
    check('f($@"C:\\{""{", [', '( [', 'csharp');
    check('f("R(", VAR"(', '( "', 'cpp');
  });
  test('are no apostrophes that open no string', () => {
    check("fn f<'a>(x: &'a str, c: char = '(') {", '{', 'rust');
    check("int n = 1'000'000; char c = '{'; f(", '(', 'cpp');
    check("<p>Don't {", '{', 'typescriptreact');
    check("f'{a}' + r'(' + [", '[', 'python');
  });
  test('loses what a closer of another kind skips', () => {
    check('{ f(a, [b }', '');
  });
});

describe('closers of the outside', () => {
  test('tell what they close', () => {
    const before = 'f({ a: "';
    const { open } = scanBrackets(before, 'typescript');
    const { closes } = scanBrackets('x", y: (z) })', 'typescript', open, before.length);
    expect(closes.map(({ char, at, frame }) => [char, at, frame?.at])).toEqual([
      ['"', 9, 7],
      ['}', 19, 2],
      [')', 20, 1],
    ]);
  });
  test('may close nothing', () => {
    expect(scanBrackets('a) b', 'typescript').closes).toEqual([{ char: ')', at: 1, frame: undefined }]);
  });
});

test('a scan in two parts ends like one in a whole, wherever a line ends', () => {
  const text = 'f(`a\n${g([1, // (\n"x("])}\n`, /* {\n( */ {\n  "y": \'z\'\n';
  const whole = scanBrackets(text, 'typescript').open;
  for (let cut = 1; cut < text.length; cut += 1) {
    if (text.charAt(cut - 1) !== '\n') continue;
    const head = scanBrackets(text.slice(0, cut), 'typescript').open;
    expect(scanBrackets(text.slice(cut), 'typescript', head, cut).open).toEqual(whole);
  }
});

test('so does one of here-documents', () => {
  const text = 'f() {\n  a <<A <<-B | c $(\n{\nA\n"\n\tB\n';
  const whole = scanBrackets(text, 'shellscript').open;
  for (let cut = 1; cut < text.length; cut += 1) {
    if (text.charAt(cut - 1) !== '\n') continue;
    const head = scanBrackets(text.slice(0, cut), 'shellscript').open;
    expect(scanBrackets(text.slice(cut), 'shellscript', head, cut).open).toEqual(whole);
  }
});

test.each([
  ['where its line does', 'f();\ng(a', 5],
  ['where the bracket was opened that it closes', 'f();\ng(a,\n  b) + c', 5],
  ['where the first of several was', 'f(\n  [\n    a,\n  ],\n) {', 0],
  ['where the line begins that it is aligned with', 'f(a,\n  b, () => {', 0],
  ['on its own line inside a list', 'f(\n  a,\n  b', 8],
  ['on its own line inside a block', 'f(a, () => {\n  b', 13],
])('a statement begins %s', (_, text, from) => {
  expect(scanBrackets(text, 'typescript').from).toBe(from);
});

describe('a here-document', () => {
  test('is code to the end of the line that announces it', () => {
    check('f() {\n  cat <<EOF | g $(', '{ ( <<EOF', 'shellscript');
  });
  test('is none to the line that holds its word alone', () => {
    check("f() {\n  cat <<EOF\nDon't {\n EOF\nEOF (\n", '{ \n<<EOF', 'shellscript');
    check("f() {\n  cat <<EOF\nDon't {\n EOF\nEOF (\nEOF\n(", '{ (', 'shellscript');
    check("cat <<-'E O'\n{ $(\n\tE O\n(", '(', 'shellscript');
    check('f(<<~SQL, [\n  {\n  SQL\n', '( [', 'ruby');
    check('$a = f(<<<"X"\n {\n  X, [', '( [', 'php');
  });
  test('ends before the next one of the same line', () => {
    check('a <<A <<B\n{\nB\nA\n(\nB\n[', '[', 'shellscript');
  });
  test('is no shift and no other operator', () => {
    check('x=$((1 << n))\n(\n', '(', 'shellscript');
    check('cat <<<EOF\n(', '(', 'shellscript');
    check('class << self\nlist << Item\n(', '(', 'ruby');
    check('cout <<EOF\n(', '(', 'cpp');
  });
  test('that was announced before the text is closed in it', () => {
    const before = 'cat <<EOF';
    const { open } = scanBrackets(before, 'shellscript');
    const text = '\n(\nEOF\n)';
    expect(
      scanBrackets(text, 'shellscript', open, before.length).closes.map(({ char, at }) => [char, at]),
    ).toEqual([
      ['EOF', 12],
      [')', 16],
    ]);
  });
});
