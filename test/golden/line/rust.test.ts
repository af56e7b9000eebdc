import { test } from 'vitest';

import { checkIn } from './check';

const check = checkIn('rust', '    ');

test('the rest of a line', async () => {
  await check(
    'fn f() {\n    let total = █\n}\n',
    'list.iter().sum();\n}\n',
    'fn f() {\n    let total = ├list.iter().sum();┤\n}\n',
  );
});

test('an argument list before the bracket that the editor has closed', async () => {
  await check(
    'fn f() {\n    println!(█)\n}\n',
    '"{}", total);\n',
    'fn f() {\n    println!(├"{}", total);┤)╣\n}\n',
  );
  await check('fn f() {\n    push(█);\n}\n', 'first, last);\n', 'fn f() {\n    push(├first, last┤);\n}\n');
});

test('lifetimes and characters are no strings', async () => {
  await check(
    "fn first<'a>(list: &'a [char]) -> Option<&'a char> {█\n}\n",
    "\n    list.iter().find(|c| **c == '\\'' || **c == '{')\n}\n",
    "fn first<'a>(list: &'a [char]) -> Option<&'a char> {├\n    list.iter().find(|c| **c == '\\'' || **c == '{')┤\n}\n",
  );
});

test('the body of a block whose closer stands below', async () => {
  await check(
    'impl Cart {\n    fn add(&mut self, item: Item) {█\n    }\n}\n',
    '\n        self.items.push(item);\n    }\n}\n',
    'impl Cart {\n    fn add(&mut self, item: Item) {├\n        self.items.push(item);┤\n    }\n}\n',
  );
});

test('the body of a block that nothing closes yet', async () => {
  await check(
    'fn twice(n: i32) -> i32 {█',
    '\n    2 * n\n}\n\nfn thrice() {\n',
    'fn twice(n: i32) -> i32 {├\n    2 * n\n}┤',
  );
});

test('lines of a body, on a fresh line that is indented', async () => {
  await check(
    'fn f(a: bool) {\n    █\n}\n',
    'if a {\n        b();\n    } else {\n        c();\n    }\n}\n',
    'fn f(a: bool) {\n    ├if a {\n        b();\n    } else {\n        c();\n    }┤\n}\n',
  );
});

test('the middle of a line', async () => {
  await check('fn f() {\n    let x = █ + b;\n}\n', 'a + b;\n', 'fn f() {\n    let x = ├a┤ + b;\n}\n');
});

test('not the line that stands below already', async () => {
  await check(
    'fn f() {\n    open();\n    █\n    close();\n}\n',
    'close();\n}\n',
    'fn f() {\n    open();\n    █\n    close();\n}\n',
  );
});

test('an import', async () => {
  await check(
    'use std::█\nuse std::fs;\n',
    'collections::HashMap;\nuse std::fs;\n',
    'use std::├collections::HashMap;┤\nuse std::fs;\n',
  );
  await check('use std::{█};\n', 'fs, io};\n', 'use std::{├fs, io┤};\n');
});
