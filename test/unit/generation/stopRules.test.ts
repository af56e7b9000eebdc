import { describe, expect, test } from 'vitest';

import { stopAt } from '../../../src/completion/generation/stopRules';
import type { At } from '../../../src/completion/request';
import { Dice } from '../../fakes/dice';
import { atDrawing } from '../marks';

/** `kept` is what a rule leaves of `generated`; `rule` is its name. */
function check(
  source: string,
  generated: string,
  kept: string,
  rule: string,
  options: Partial<At> = {},
): void {
  const cut = stopAt(generated, atDrawing(source, { shape: 'block', ...options }));
  expect({ kept: cut && generated.slice(0, cut.length), rule: cut?.rule }).toEqual({ kept, rule });
}

function goesOn(source: string, generated: string, options: Partial<At> = {}): void {
  expect(stopAt(generated, atDrawing(source, { shape: 'block', ...options }))).toBeUndefined();
}

const line: Partial<At> = { shape: 'line' };
const python: Partial<At> = { languageId: 'python' };
const go: Partial<At> = { languageId: 'go', indentUnit: '\t' };
const rust: Partial<At> = { languageId: 'rust' };
const ruby: Partial<At> = { languageId: 'ruby', indentUnit: '  ' };

describe('line shape', () => {
  test('ends at the line break', () => {
    check('x = █', 'a + b;\ny', 'a + b;', 'line-end', line);
  });
  test('adds nothing to a line that is finished', () => {
    check('x = 1;█', '\ny = 2;\n', '', 'line-end', line);
  });
  test('may begin with a blank line on a fresh line', () => {
    check('a;\n█', '\nb;\nc', '\nb;', 'line-end', line);
  });
  test('gives up on many blank lines', () => {
    check('a;\n█', '\n\n\nb;\n', '', 'line-end', line);
  });
  test('goes on within the line', () => {
    goesOn('x = █', 'a + b;', line);
  });
});

describe('block shape', () => {
  test('ends behind the closer of the block', () => {
    check('function f() {█', '\n    a();\n}\nb();\n', '\n    a();\n}', 'block-end');
    check('function f() {\n    █', 'a();\n}\nb();\n', 'a();\n}', 'block-end');
    check('func f() {█', '\n\ta()\n}\n\nfunc g() {\n', '\n\ta()\n}', 'block-end', go);
    check('fn f() {█', '\n    a()\n}\n', '\n    a()\n}', 'block-end', rust);
  });
  test('ends before a closer that is there already', () => {
    check('function f() {\n    █\n}', 'a();\n}\nb();\n', 'a();', 'outside-closer');
    check('class A {\n    void f() {\n        █\n    }\n}', 'g();\n    }\n', 'g();', 'outside-closer', {
      languageId: 'java',
    });
    check('f(\n    a,\n    █\n)', 'b,\n)\n', 'b,', 'outside-closer', python);
  });
  test('goes on behind a closer that opens again', () => {
    goesOn('f({█', '\n    b,\n}, {\n    c,\n');
    goesOn('if (a) {█', '\n    for (;;) {\n        b();\n    }\n');
  });
  test('ends behind the word that closes a block, and keeps its handlers', () => {
    check('def f█', '\n  a\nend\n\ndef g\n', '\n  a\nend', 'block-end', ruby);
    check('def f\n  █', 'a\nrescue E\n  b\nend\nc\n', 'a\nrescue E\n  b\nend', 'block-end', ruby);
  });
  test('keeps the closer of a line that opens another block', () => {
    check('if (a) {█', '\n    b();\n} else {\n    c();\n', '\n    b();\n}', 'block-end');
    check('if (a) {\n    █', 'b();\n} else {\n    c();\n', 'b();\n}', 'block-end');
    check('f(function () {\n    █', 'b();\n}).then(c => {\n', 'b();\n})', 'block-end');
  });
  test('writes the closer that the editor has put right of the cursor', () => {
    check('f(() => {█});', '\n    a();\n});\nb();\n', '\n    a();\n});', 'block-end');
  });
  test('ends before the first line to the left, in a language of indentation', () => {
    check('def f():█', '\n    a()\n    b()\nc()\n', '\n    a()\n    b()', 'block-end', python);
    check('def f():\n    █', 'a()\n\n    b()\nc()\n', 'a()\n\n    b()', 'block-end', python);
    check('class A:\n    def f(self):\n        █', 'a()\n    def g(self):\n', 'a()', 'block-end', python);
  });
  test('keeps the rest of a try together', () => {
    goesOn('try:█', '\n    a()\nexcept E:\n    b()\n', python);
    check('if a:█', '\n    b()\nelse:\n', '\n    b()', 'block-end', python);
  });
  test('reads a header of several lines', () => {
    check('def f(█', '\n    a,\n):\n    b()\nc()\n', '\n    a,\n):\n    b()', 'block-end', python);
  });
  test('ends with the word that closes the block, where words do', () => {
    check('def f█', '\n  a\nend\nb\n', '\n  a\nend', 'block-end', { languageId: 'ruby' });
    check('if a; then█\nfi', '\n  b\nfi\n', '\n  b', 'block-end', { languageId: 'shellscript' });
  });
  test('does not look at text inside a string', () => {
    goesOn('def f():█', '\n    a = """\nleft\n', python);
    goesOn('    f(`█', 'a\nb }\n');
  });
  test('leaves case labels and the preprocessor alone', () => {
    goesOn('\tswitch a {█', '\n\tcase 1:\n\t\tb()\n\tcase 2:\n', go);
    goesOn('    f();\n    █', 'g();\n#ifdef A\n    h();\n', { languageId: 'cpp' });
  });
  test('ends at the top level behind what it has declared', () => {
    check('█', 'function f() {\n    a();\n}\nb();\n', 'function f() {\n    a();\n}', 'block-end');
    check('█', 'def f():\n    a()\n\n    b()\nc()\n', 'def f():\n    a()\n\n    b()', 'block-end', python);
  });
});

describe('a declaration', () => {
  test('ends the text when it comes where a body should be', () => {
    check('function f() {█', '\n    a();\nfunction g() {\n', '\n    a();', 'block-end');
    check('def f(a):█', '\ndef g(a):\n', '', 'declaration', python);
  });
  test('is a member of what may hold it without indentation', () => {
    const cpp: Partial<At> = { languageId: 'cpp' };
    goesOn('namespace a {█\n}', '\n\nclass B {\n    int c;\n};\n\nint d();\n', cpp);
    check('void f() {█', '\n    a();\n\n// g\nvoid g() {\n', '\n    a();', 'block-end', cpp);
    check('fn f() {█', '\n    a();\n\n#[test]\nfn g() {\n', '\n    a();', 'block-end', rust);
    const java: Partial<At> = { languageId: 'java' };
    check(
      'class A {\n    void f() {█',
      '\n        a();\n\n    void g() {\n',
      '\n        a();',
      'block-end',
      java,
    );
  });
  test('ends the text behind another one, with its comments and decorators', () => {
    check(
      'class A:\n    █',
      'def f(self):\n        a()\n\n    @cached\n    # g\n    def g(self):\n',
      'def f(self):\n        a()',
      'declaration',
      python,
    );
  });
});

describe('blank lines', () => {
  test('end the text in a run', () => {
    check('def f():\n    █', 'a()\n\n\n    b()\n', 'a()', 'blank-lines', python);
  });
  test('may stand alone in a block', () => {
    goesOn('function f() {\n    █', 'a();\n\n    b();\n');
  });
  test('end a paragraph at the top level', () => {
    check('█', 'import a;\nimport b;\n\nc', 'import a;\nimport b;', 'blank-lines');
  });
  test('end the text behind a finished block', () => {
    check(
      'class A {\n    █',
      'f() {\n        a();\n    }\n\n    g() {',
      'f() {\n        a();\n    }',
      'blank-lines',
    );
  });
});

describe('text below the cursor', () => {
  test('ends the text when the model comes to it', () => {
    check('function f() {\n    █\n    return total;\n}', 'a();\n    return total;\n', 'a();', 'suffix');
  });
  test('proves nothing by a keyword alone', () => {
    goesOn('switch (a) {\n    case 1:\n        █\n        break;\n', 'if (b) c();\n        break;\n');
  });
  test('proves it with two lines', () => {
    check('    █\n    break;\n    default:\n', 'a();\n    break;\n    default:\n', 'a();', 'suffix');
  });
});

describe('loops', () => {
  test('of lines', () => {
    check('f() {\n    █', 'a(1);\n    a(1);\n    a(1);\n', 'a(1);\n    a(1);'.slice(0, 5), 'repeated-lines');
  });
  test('of a phrase, before the line ends', () => {
    check('f() {\n    █', `a();\n    b(${'one, '.repeat(30)}`, 'a();', 'repeated-phrase');
  });
  test('are no ruler and no table of zeros', () => {
    goesOn('█', `// ${'-'.repeat(90)}`);
    goesOn('x = [█', '0, '.repeat(20));
    goesOn('f() {\n    g() {\n        █', 'a(() => {\n            b(() => {\n                c(d => {\n');
  });
});

test('the text ends after the settings’ number of lines', () => {
  check('f() {\n    █', 'a();\n    b();\n    c();\n    d();\n', 'a();\n    b();\n    c();', 'max-lines', {
    maxLines: 3,
  });
});

test('a header goes too whose body there is no room for', () => {
  const first = '\n    #[test]\n    fn a() {\n        b();\n    }';
  check('mod tests {█\n}', `${first}\n\n    #[test]\n    fn c() {\n        d();\n`, first, 'max-lines', {
    ...rust,
    maxLines: 8,
  });
  check('fn a() {\n    █', 'b(|c| {\n        d();\n    });\n', 'b(|c| {', 'max-lines', {
    ...rust,
    maxLines: 1,
  });
});

const places: readonly (readonly [source: string, options: Partial<At>])[] = [
  ['function f() {█', {}],
  ['function f() {\n    █\n}', {}],
  ['    foo(█);\n    return total;\n', {}],
  ['█', {}],
  ['x = █', line],
  ['x = █', { ...line, asBlock: atDrawing('x = █', { shape: 'block' }) }],
  ['def █', { ...line, ...python, asBlock: atDrawing('def █', { shape: 'block', ...python }) }],
  ['def f():█', python],
  ['class A:\n    █\n    def z(self):\n', python],
  ['func f() {\n\t█\n}', go],
  ['fn f() {█}', rust],
  ['def f█\n', { languageId: 'ruby' }],
];
const pieces = [
  '\n', '\n', '\n    ', '\n        ', '\n\n', '    ', '\t', '}', '{', ')', '(', '"', "'", '`', ';', ':', 'a', 'b()',
  'return total;', 'def f():', 'function g() {', 'else', 'end', '#', '// x', '/*', '*/', '"""', 'one, one, ',
]; // prettier-ignore

describe('for random text', () => {
  for (const [index, [source, options]] of places.entries()) {
    test(`a cut stays whatever follows, and chunks do not matter, at ${JSON.stringify(source)}`, () => {
      const dice = new Dice(index + 1);
      const at = atDrawing(source, { shape: 'block', ...options });
      let cuts = 0;
      for (let round = 0; round < 120; round += 1) {
        const text = Array.from({ length: 2 + dice.below(40) }, () => dice.pick(pieces)).join('');
        const whole = stopAt(text, at);
        let first: ReturnType<typeof stopAt>;
        for (let length = 1; length <= text.length; length += 1) {
          const now = stopAt(text.slice(0, length), at);
          if (first) expect(now, JSON.stringify(text.slice(0, length))).toEqual(first);
          else if (now) expect(now.length).toBeLessThanOrEqual(length);
          first ??= now;
        }
        expect(whole, JSON.stringify(text)).toEqual(first);
        if (first) cuts += 1;
      }
      expect(cuts).toBeGreaterThan(10);
    });
  }
});
