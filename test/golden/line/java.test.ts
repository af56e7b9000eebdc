import { test } from 'vitest';

import { checkIn } from './check';

const check = checkIn('java', '    ');
const inMethod = (line: string): string => `class Cart {\n    void add(Item item) {\n${line}\n    }\n}\n`;

test('the rest of a line', async () => {
  await check(
    inMethod('        int total = █'),
    'items.size();\n',
    inMethod('        int total = ├items.size();┤'),
  );
});

test('an argument list before the bracket that the editor has closed', async () => {
  await check(
    inMethod('        System.out.println(█)'),
    'item.name());\n',
    inMethod('        System.out.println(├item.name());┤)╣'),
  );
  await check(
    inMethod('        items.put(█);'),
    'item.id(), item);\n',
    inMethod('        items.put(├item.id(), item┤);'),
  );
});

test('the body of a block whose closer stands below', async () => {
  await check(
    'class Cart {\n    int total() {█\n    }\n}\n',
    '\n        return items.stream().mapToInt(Item::price).sum();\n    }\n}\n',
    'class Cart {\n    int total() {├\n        return items.stream().mapToInt(Item::price).sum();┤\n    }\n}\n',
  );
});

test('the body of a block that nothing closes yet', async () => {
  await check(
    'class Cart {\n    int size() {█\n',
    '\n        return items.size();\n    }\n\n    void clear() {\n',
    'class Cart {\n    int size() {├\n        return items.size();\n    }┤\n',
  );
});

test('lines of a body, on a fresh line that is indented', async () => {
  await check(
    inMethod('        █'),
    'items.add(item);\n        total += item.price();\n    }\n}\n',
    inMethod('        ├items.add(item);\n        total += item.price();┤'),
  );
});

test('the middle of a line', async () => {
  await check(
    inMethod('        if (█) return;'),
    'item == null) return;\n',
    inMethod('        if (├item == null┤) return;'),
  );
  await check(
    inMethod('        String s = █ + suffix;'),
    'name + suffix;\n',
    inMethod('        String s = ├name┤ + suffix;'),
  );
});

test('not the line that stands below already', async () => {
  await check(
    inMethod('        open();\n        █\n        close();'),
    'close();\n    }\n',
    inMethod('        open();\n        █\n        close();'),
  );
});

test('an import', async () => {
  await check(
    'import java.util.█\nimport java.io.File;\n',
    'List;\nimport java.io.File;\n',
    'import java.util.├List;┤\nimport java.io.File;\n',
  );
});

test('a string before the quote that the editor has closed', async () => {
  await check(
    inMethod('        throw new Error("█");'),
    'no such item");\n',
    inMethod('        throw new Error("├no such item┤");'),
  );
});
