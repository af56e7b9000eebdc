import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../fakes/vscode'));

import { excludeGlob } from '../../../src/extension/excludeGlob';
import { isExcludedByUser } from '../../../src/extension/excludedByUser';
import { ProjectFiles } from '../../../src/extension/projectFiles';
import { ProjectWatch } from '../../../src/extension/projectWatch';
import { events, FakeDocument, files as texts, Uri, world } from '../../fakes/vscode';

const folder = { uri: Uri.parse('file:/project'), name: 'project', index: 0 };
let rules: readonly string[];
let files: ProjectFiles;

beforeEach(() => {
  world.reset();
  world.workspaceFolders = [folder];
  rules = [];
  files = new ProjectFiles(() => rules);
});

function write(project: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(project))
    texts.set(`/project/${path}`, new TextEncoder().encode(text));
}

const list = async () => (await files.list(new AbortController().signal)).map(({ path }) => path);

test('lists code, and neither data nor secrets nor what is minified or huge', async () => {
  write({ 'a.ts': 'x', 'b.py': 'x', 'c.json': 'x', 'd.min.js': 'x', 'credentials.sh': 'x', '.env': 'x' });
  write({ 'README.md': 'x', 'huge.ts': 'x'.repeat(400_001) });
  expect((await list()).sort()).toEqual(['a.ts', 'b.py', 'credentials.sh']);
});

test('leaves out what `.gitignore` files and the user exclude', async () => {
  write({ '.gitignore': 'out/\n', 'src/.gitignore': 'gen.ts\n' });
  write({ 'src/a.ts': 'x', 'src/gen.ts': 'x', 'out/b.ts': 'x', 'private/c.ts': 'x' });
  rules = ['private/'];
  expect(await list()).toEqual(['src/a.ts']);
});

test('begins with what is open, then what lies near the active file', async () => {
  write({ 'lib/far.ts': 'x', 'src/near.ts': 'x', 'src/active.ts': 'x', 'lib/open.ts': 'x' });
  const active = new FakeDocument('file:/project/src/active.ts', 'x');
  world.textDocuments.push(active, new FakeDocument('file:/project/lib/open.ts', 'x'));
  world.activeTextEditor = { document: active };
  expect(await list()).toEqual(['src/active.ts', 'lib/open.ts', 'src/near.ts', 'lib/far.ts']);
});

test('looks at one file by the same rules', async () => {
  write({ '.gitignore': 'out/\n', 'a.ts': 'x', 'out/b.ts': 'x' });
  await list();
  expect(await files.look('file:/project/a.ts')).toMatchObject({ path: 'a.ts', family: 'javascript' });
  expect(await files.look('file:/project/out/b.ts')).toBeUndefined();
  expect(await files.look('file:/project/gone.ts')).toBeUndefined();
  expect(await files.look('file:/elsewhere/a.ts')).toBeUndefined();
});

test('the globs that hide files from the explorer and from searches are one', () => {
  expect(excludeGlob(folder as never)).toBeUndefined();
  world.configuration.set('exclude', {
    '**/.git': true,
    '**/*.js': { when: '$(basename).ts' },
    '**/tmp': false,
  });
  expect(excludeGlob(folder as never)).toBe('{**/.git,**/.git}'); // the fake has one section for both
});

test("the user's patterns hold for open documents too", () => {
  const secret = Uri.parse('file:/project/private/a.ts') as never;
  expect(isExcludedByUser(secret)).toBe(false);
  world.configuration.set('exclude', ['private/']);
  expect(isExcludedByUser(secret)).toBe(true);
  expect(isExcludedByUser(Uri.parse('file:/project/src/a.ts') as never)).toBe(false);
  world.configuration.delete('exclude');
  expect(isExcludedByUser(secret)).toBe(false);
});

test('watches code files, and lists again when folders or rules come', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  write({ 'a.ts': 'x', '.gitignore': 'out/\n' });
  await list();
  const told: string[] = [];
  const listener = {
    noteChange: (uris: readonly string[]) => void told.push(...uris),
    relist: () => void told.push('all'),
  };
  const watch = new ProjectWatch(files, listener);
  events.fileChanged.fire(Uri.parse('file:/project/a.ts'));
  events.fileCreated.fire(Uri.parse('file:/project/out/b.ts'));
  events.fileDeleted.fire(Uri.parse('file:/project/src'));
  events.fileChanged.fire(Uri.parse('file:/project/notes.md'));
  expect(told).toEqual(['file:/project/a.ts', 'file:/project/src']);
  events.fileCreated.fire(Uri.parse('file:/project/lib'));
  events.fileChanged.fire(Uri.parse('file:/project/.gitignore'));
  vi.advanceTimersByTime(10_000);
  expect(told).toEqual(['file:/project/a.ts', 'file:/project/src', 'all']);
  watch.dispose();
  expect(vi.getTimerCount()).toBe(0);
});

afterEach(() => {
  vi.useRealTimers();
});
