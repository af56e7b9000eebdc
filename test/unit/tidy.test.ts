import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { grammarFiles } from '../../scripts/bundle/copyGrammars.mjs';
import { languageRow } from '../../src/completion/syntax/languages';
import { parseSettings } from '../../src/extension/settings';
import { barrels, defaultExports, machinePaths, skippedTests, tooLong, vaguelyNamed } from './tidy/shape';
import { repository, sources, type Source } from './tidy/sources';
import { importCycles, wallFaults } from './tidy/walls';

const product = sources(['src'], ['.ts']);
const code = [...product, ...sources(['scripts', 'test'], ['.ts', '.mjs', '.js'])];
const texts = [
  ...code,
  ...sources(['docs', 'media', '.ci', '.github'], ['run', '.md', '.yml', '.json', '.svg']),
  ...sources(['training'], ['.py', '.sh', '.md', '.json', '.txt', '.toml']),
];
const source = (file: string, text: string): Source => ({ file, text });

describe('the walls', () => {
  test('stand: no room imports what it must not', () => {
    expect(wallFaults(product)).toEqual([]);
  });

  test('are held for every kind of import', () => {
    const room = 'src/completion/polish/polish.ts';
    const faults = (text: string) => wallFaults([source(room, text)]).length;
    expect(faults(`import { a } from '../prompt/budget';`)).toBe(1);
    expect(faults(`import type { A } from '../prompt/budget';`)).toBe(1);
    expect(faults(`export { a } from '../engine';`)).toBe(1);
    expect(faults(`const a = await import('node:fs');`)).toBe(1);
    expect(faults(`type A = import('vscode').Uri;`)).toBe(1);
    expect(
      faults(
        `import { a } from '../text'; import { b } from './trim'; import { c } from '../syntax/outline';`,
      ),
    ).toBe(0);
  });

  test('have no file outside', () => {
    expect(wallFaults([source('src/completion/attic.ts', '')])).toEqual([
      'src/completion/attic.ts belongs to no room.',
    ]);
  });

  test('enclose no circles', () => {
    expect(importCycles(product)).toEqual([]);
  });

  test('notice a circle', () => {
    const circle = [source('src/a.ts', `import './b';`), source('src/b.ts', `import type { A } from './a';`)];
    expect(importCycles(circle)).toEqual([['src/a', 'src/b', 'src/a']]);
  });
});

describe('files', () => {
  test('have at most 250 lines', () => {
    expect(tooLong([source('a.ts', 'x\n'.repeat(251)), source('b.ts', 'x\n'.repeat(250))])).toEqual([
      'a.ts has 251 lines.',
    ]);
    expect(tooLong(code)).toEqual([]);
  });

  test('have names that say something', () => {
    expect(vaguelyNamed([source('src/utils.ts', ''), source('src/text.ts', '')])).toEqual([
      'src/utils.ts needs a name.',
    ]);
    expect(vaguelyNamed([...product, ...sources(['scripts'], ['.ts', '.mjs'])])).toEqual([]);
  });

  test('export by name', () => {
    const bad = [source('a.ts', 'export default 1;'), source('b.ts', 'export default function f() {}')];
    expect(defaultExports(bad)).toHaveLength(2);
    expect(defaultExports(code)).toEqual([]);
  });

  test('are no barrels', () => {
    const bad = [
      source('a.ts', `export * from './b';\nexport const c = 1;`),
      source('d.ts', `export { e } from './e';`),
    ];
    expect(barrels(bad)).toHaveLength(2);
    expect(barrels(product)).toEqual([]);
  });

  test('skip no test', () => {
    expect(
      skippedTests([source('a.test.ts', ['test', 'skip'].join('.')), source('b.test.ts', 'test("skip")')]),
    ).toEqual(['a.test.ts skips tests.']);
    // A small disk takes root and the right to mount; without them these tests are counted as neither passed nor failed.
    const needsRoot = 'test/model/diskTroubles.test.ts skips tests.';
    expect(skippedTests(sources(['test'], ['.ts', '.mjs']))).toEqual([needsRoot]);
  });

  test('name no path of one machine', () => {
    expect(
      machinePaths([source('a.md', ['see ', 'root', 'x'].join('/')), source('b.md', 'network/root/x')]),
    ).toEqual(['a.md names a path of one machine.']);
    expect(machinePaths(texts)).toEqual([]);
  });

  test('come from no registry in particular', () => {
    expect(readFileSync(path.join(repository, 'package-lock.json'), 'utf8')).not.toContain(
      '"resolved": "http',
    );
  });
});

describe('the manifest', () => {
  const manifest = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));
  const shell = product.filter(({ file }) => file.startsWith('src/extension/'));

  test('declares the settings that the extension reads, and no others', () => {
    const read = new Set<string>();
    parseSettings((key) => void read.add(`inkling.${key}`));
    expect(Object.keys(manifest.contributes.configuration.properties).sort()).toEqual([...read].sort());
  });

  test('declares the commands that the extension registers, and no others', () => {
    const tables = shell.filter(({ file }) => /\/(\w+C|c)ommands\.ts$/.test(file));
    const registered = tables.flatMap(({ text }) =>
      [...text.matchAll(/^ {4}'(inkling\.\w+)':/gm)].map(([, id]) => id),
    );
    const declared: string[] = manifest.contributes.commands.map(
      ({ command }: { command: string }) => command,
    );
    expect(declared.sort()).toEqual(registered.sort());
  });

  test('opens with files that exist', () => {
    const icons: (string | undefined)[] = [manifest.icon];
    const named = icons.filter((file) => file !== undefined);
    expect(named.filter((file) => !existsSync(path.join(repository, file)))).toEqual([]);
  });
});

describe('the language table', () => {
  const table = product.find(({ file }) => file.endsWith('syntax/languages.ts'))?.text ?? '';
  const ids = [...table.matchAll(/\['(\w+)', \w+\]/g)].map(([, id = '']) => id);
  const grammars = new Set(ids.flatMap((id) => languageRow(id).grammar ?? []));

  test('names each grammar that is built in, and no others', () => {
    expect(ids.length).toBeGreaterThan(10);
    expect([...grammars].sort()).toEqual(grammarFiles());
  });

  test('names grammars that the package has', () => {
    const folder = path.join(repository, 'node_modules/@vscode/tree-sitter-wasm/wasm');
    expect([...grammars].filter((file) => !existsSync(path.join(folder, file)))).toEqual([]);
  });
});
