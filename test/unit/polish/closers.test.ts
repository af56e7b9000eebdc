import { describe, test } from 'vitest';

import { block, check } from './check';

describe('closers right of the cursor', () => {
  test('are not written again at the end', () => {
    check('foo(█)', 'a, b)', 'foo(├a, b┤)');
    check('foo(█);', 'a, b);', 'foo(├a, b┤);');
    check('const x = █;', '5;', 'const x = ├5┤;');
    check('foo(bar(█))', 'x))', 'foo(bar(├x┤))');
    check('items: [█],', '1, 2],', 'items: [├1, 2┤],');
  });
  test('are replaced when the text goes on behind them', () => {
    check('foo(█)', 'a, b);', 'foo(├a, b);┤)╣');
    check('foo(█)', 'a).then(b => c);', 'foo(├a).then(b => c);┤)╣');
    check('foo(█);', 'a).then(b);', 'foo(├a).then(b)┤)╣;');
    check('foo(bar(█))', 'x), y)', 'foo(bar(├x), y┤)╣)');
  });
  test('are told from the brackets that the text itself opens', () => {
    check('foo(█)', 'bar(x)', 'foo(├bar(x)┤)');
    check('foo(█)', 'bar(x))', 'foo(├bar(x)┤)');
    check('foo(█)', '() => bar()', 'foo(├() => bar()┤)');
    check('foo(bar(█)', 'x))', 'foo(bar(├x))┤)╣');
  });
  test('are quotes as well', () => {
    check('print("█")', 'hello")', 'print("├hello┤")');
    check('print("█")', 'hello " + name)', 'print("├hello " + name┤"╣)');
    check("f('█');", "a', 'b');", "f('├a', 'b'┤'╣);");
    check("let c = '█';", "x';", "let c = '├x┤';", { languageId: 'rust' });
    check('f(`${█}`)', 'name}`)', 'f(`${├name┤}`)');
  });
  test('are brackets in comments and strings as well', () => {
    check('// see {@link █}', 'foo} for (more)', '// see {@link ├foo} for (more)┤}╣');
    check('// see {@link █}', 'foo}', '// see {@link ├foo┤}');
    check('// see (█)', 'foo (bar))', '// see (├foo (bar)┤)');
    check('f("(█)")', 'a)")', 'f("(├a┤)")');
    check('f("(█)")', 'a) or (b)", c)', 'f("(├a) or (b)", c┤)"╣)');
  });
  test('keep a blank that makes room before them', () => {
    check('const a = { █}', 'b: 1 }', 'const a = { ├b: 1 }┤}╣');
    check('const a = { █ }', 'b: 1 }', 'const a = { ├b: 1┤ }');
  });
  test('leave a separator for what comes behind it', () => {
    check('[f(█), ', 'a), b', '[f(├a), b┤)╣, ');
  });
  test('end the text when it closes them in another order', () => {
    check('foo({█})', 'a: 1)', 'foo({├a: 1┤})');
    check('foo({█})', 'a: 1) + b', 'foo({├a: 1┤})');
  });
  test('get their partner when the text leaves a bracket open', () => {
    check('foo(█)', 'bar(x', 'foo(├bar(x)┤)');
    check('foo(█)', 'bar(x,', 'foo(█)');
    check('foo(█);', 'bar(x);', 'foo(├bar(x)┤);');
  });
  test('drop lines that leave a bracket open before them', () => {
    check('f(█)', 'a,\n    g(b),\n    h({\n        c', 'f(├a,\n    g(b),┤)', block);
    check('f(█)', '{\n    a: 1,\n    b: [', 'f(█)', block);
  });
  test('close a block below it', () => {
    check('function f() {█}', '\n    return 1;\n}', 'function f() {├\n    return 1;\n}┤}╣', block);
    check('on(() => {█});', '\n    stop();\n});', 'on(() => {├\n    stop();\n});┤});╣', block);
  });
});
