import { describe, test } from 'vitest';

import { checkIn } from '../line/check';

/** What is shown when the model's text would be a syntax error where it stands. */
describe('a text that breaks the document', () => {
  const cases: readonly (readonly [
    language: string,
    indentUnit: string,
    ...drawings: (readonly [what: string, document: string, written: string, drawing: string])[],
  ])[] = [
    [
      'typescript',
      '  ',
      ['loses its last marks', 'const url = parse(█);\n', 'input) {\n', 'const url = parse(├input┤);\n'],
      ['is dropped', 'if (█) {\n}\n', 'the user has\n', 'if (█) {\n}\n'],
      [
        'ends before the error',
        'function f() {\n  █\n}\n',
        'open();\n  const = read;\n  close();\n}\n',
        'function f() {\n  ├open();┤\n}\n',
      ],
      ['is a line half written', 'if (re█\n', 'ady) {\n  go();\n', 'if (re├ady) {┤\n'],
      ['is as broken as before', 'const = ;\nlet a = █\n', '1;\n', 'const = ;\nlet a = ├1;┤\n'],
      ['is prose beside code', 'const a = 1;\nexport █\n', 'the value of a.\n', 'const a = 1;\nexport █\n'],
    ],
    [
      'python',
      '    ',
      ['loses its last marks', 'site = domain(█)\n', 'url):\n', 'site = domain(├url┤)\n'],
      ['is dropped', 'if █:\n    pass\n', 'the user has\n', 'if █:\n    pass\n'],
      [
        'ends before the error',
        'def f():\n    █\n',
        'open()\n    return = 1\n    close()\n',
        'def f():\n    ├open()┤\n',
      ],
      ['is a line half written', 'for name in █\n', 'names:\n    print(name)\n', 'for name in ├names:┤\n'],
      ['is a header over several lines', 'total = sum█\n', '(\n    a,\n', 'total = sum├(┤\n'],
      ['is as broken as before', 'def = 1\nx = █\n', '2\n', 'def = 1\nx = ├2┤\n'],
    ],
    [
      'go',
      '\t',
      [
        'loses its last marks',
        'package a\n\nfunc f() {\n\twrite(█)\n}\n',
        'r.Header) {\n',
        'package a\n\nfunc f() {\n\twrite(├r.Header┤)\n}\n',
      ],
      [
        'is dropped',
        'package a\n\nfunc f() {\n\tif █ {\n\t}\n}\n',
        'unset by user\n',
        'package a\n\nfunc f() {\n\tif █ {\n\t}\n}\n',
      ],
      [
        'ends before the error',
        'package a\n\nfunc f() {\n\t█\n}\n',
        'open()\n\tvar := 1\n\tclose()\n}\n',
        'package a\n\nfunc f() {\n\t├open()┤\n}\n',
      ],
      [
        'is a line half written',
        'package a\n\nfunc f() {\n\tif err █\n}\n',
        '!= nil {\n\t\treturn\n',
        'package a\n\nfunc f() {\n\tif err ├!= nil {┤\n}\n',
      ],
      [
        'is as broken as before',
        'package a\n\nvar := 1\nvar b = █\n',
        '2\n',
        'package a\n\nvar := 1\nvar b = ├2┤\n',
      ],
    ],
    [
      'rust',
      '    ',
      [
        'loses its last marks',
        'fn f() {\n    write(█);\n}\n',
        'header) {\n',
        'fn f() {\n    write(├header┤);\n}\n',
      ],
      ['is dropped', 'use █\n\nfn f() {}\n', 'the default paths:\n', 'use █\n\nfn f() {}\n'],
      [
        'ends before the error',
        'fn f() {\n    █\n}\n',
        'open();\n    let = 1;\n    close();\n}\n',
        'fn f() {\n    ├open();┤\n}\n',
      ],
      [
        'is a line half written',
        'fn f() {\n    if let Some(x) █\n}\n',
        '= next() {\n        go(x);\n',
        'fn f() {\n    if let Some(x) ├= next() {┤\n}\n',
      ],
      ['is as broken as before', 'let = ;\nconst A: u8 = █\n', '1;\n', 'let = ;\nconst A: u8 = ├1;┤\n'],
    ],
    [
      'java',
      '    ',
      [
        'loses its last marks',
        'class A {\n    void f() {\n        write(█);\n    }\n}\n',
        'header) {\n',
        'class A {\n    void f() {\n        write(├header┤);\n    }\n}\n',
      ],
      ['is dropped', 'import █\n\nclass A {}\n', 'the default paths:\n', 'import █\n\nclass A {}\n'],
      [
        'ends before the error',
        'class A {\n    void f() {\n        █\n    }\n}\n',
        'open();\n        int = 1;\n        close();\n    }\n}\n',
        'class A {\n    void f() {\n        ├open();┤\n    }\n}\n',
      ],
      [
        'is a line half written',
        'class A {\n    void f(█\n}\n',
        'int a) {\n        g(a);\n',
        'class A {\n    void f(├int a) {┤\n}\n',
      ],
      [
        'is as broken as before',
        'class A {\n    int = 1;\n    int b = █\n}\n',
        '2;\n',
        'class A {\n    int = 1;\n    int b = ├2;┤\n}\n',
      ],
    ],
    [
      'cpp',
      '  ',
      [
        'loses its last marks',
        'int main() {\n  int a = parse(█);\n}\n',
        'header) {\n',
        'int main() {\n  int a = parse(├header┤);\n}\n',
      ],
      [
        'is dropped',
        'int main() {\n  if (█) {\n  }\n}\n',
        'the user has\n',
        'int main() {\n  if (█) {\n  }\n}\n',
      ],
      [
        'ends before the error',
        'int main() {\n  █\n}\n',
        'open();\n  int = 1;\n  close();\n}\n',
        'int main() {\n  ├open();┤\n}\n',
      ],
      [
        'is a line half written',
        'int main() {\n  for (█\n}\n',
        'auto& a : list) {\n    use(a);\n',
        'int main() {\n  for (├auto& a : list) {┤\n}\n',
      ],
      ['is the start of a guard', '#ifndef A█\n', '_H\n#define A_H\n', '#ifndef A├_H┤\n'],
      ['is as broken as before', 'int = 1;\nint b = █\n', '2;\n', 'int = 1;\nint b = ├2;┤\n'],
    ],
  ];
  for (const [language, indentUnit, ...drawings] of cases) {
    const check = checkIn(language, indentUnit);
    for (const [what, document, written, drawing] of drawings) {
      test(`${what}, ${language}`, () => check(document, written, drawing));
    }
  }
});
