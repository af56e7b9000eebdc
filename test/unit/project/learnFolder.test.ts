import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { FolderFiles } from '../../../src/project/folderFiles';
import { learnFolder } from '../../../src/project/learnFolder';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'inkling-folder-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

const known = async () =>
  (await learnFolder(folder, new AbortController().signal))
    .shelves()
    .flatMap(({ pages }) => pages.map((page) => page.path));

test('learns the code of a folder, and what its rules leave out stays out', async () => {
  write({
    'a.ts': 'run();\r\n',
    'src/b.py': 'run()\n',
    'c.json': '{}',
    '.env': 'A=1',
    'keys/server.key': 'x',
  });
  write({
    '.gitignore': 'out/\n',
    'out/d.ts': 'x',
    'node_modules/e/index.js': 'x',
    'src/.gitignore': 'f.py',
  });
  write({ 'src/f.py': 'x' });
  expect((await known()).sort()).toEqual(['a.ts', 'src/b.py']);
});

test('a file that has gone is nothing to learn', async () => {
  write({ 'a.ts': 'run();\n' });
  const files = new FolderFiles(folder);
  expect(await files.look(pathToFileURL(path.join(folder, 'a.ts')).href)).toMatchObject({ path: 'a.ts' });
  expect(await files.look(pathToFileURL(path.join(folder, 'b.ts')).href)).toBeUndefined();
  expect(await files.read(pathToFileURL(path.join(folder, 'b.ts')).href)).toBeUndefined();
});
