import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { ProjectIndexer } from '../../../src/project/projectIndexer';
import { ShelfStore } from '../../../src/project/shelfStore';
import { FolderOfTexts, WorkerWithoutThread } from '../../fakes/folderOfTexts';

const files = { 'a.ts': 'run(one);\n', 'b.ts': 'walk(two);\n' };

let folder: FolderOfTexts;
let workers: WorkerWithoutThread[];
let warnings: string[];
let indexer: ProjectIndexer;

beforeEach(() => {
  folder = new FolderOfTexts(files);
  indexer = indexerOf();
});

afterEach(() => {
  indexer.stop();
});

function indexerOf(store?: () => ShelfStore): ProjectIndexer {
  workers = [];
  warnings = [];
  const silent = { trace: () => 0, debug: () => 0, info: () => 0 };
  return new ProjectIndexer({
    source: folder,
    startWorker: () => {
      const worker = new WorkerWithoutThread(store?.());
      workers.push(worker);
      return worker;
    },
    clock: {
      now: () => 0,
      delay: async (_ms, signal) => {
        signal.throwIfAborted();
      },
    },
    logger: { ...silent, warn: (message) => void warnings.push(message) },
    onProgress: () => undefined,
  });
}

async function settled(kind: string): Promise<void> {
  await vi.waitFor(() => {
    expect(indexer.progress.kind).toBe(kind);
  });
}

/** The files that the index knows now. */
const known = () =>
  indexer
    .shelves()
    .flatMap(({ pages, live }) => pages.filter((_, index) => live[index] === 1).map((page) => page.path))
    .sort();

test('learns all files, in the order in which they are listed', async () => {
  expect(indexer.progress).toEqual({ kind: 'off' });
  indexer.start();
  await settled('ready');
  expect(folder.reads).toEqual(['file:///a.ts', 'file:///b.ts']);
  expect(known()).toEqual(['a.ts', 'b.ts']);
  expect(indexer.progress).toMatchObject({ files: 2, isFull: false });
});

test('reads a file again when it has changed, and forgets it when it has gone', async () => {
  indexer.start();
  await settled('ready');
  folder.reads = [];
  folder.texts.set('file:///a.ts', 'run(another);\n');
  folder.texts.delete('file:///b.ts');
  indexer.noteChange(['file:///a.ts']);
  indexer.noteChange(['file:///b.ts']);
  await vi.waitFor(() => {
    expect(known()).toEqual(['a.ts']);
  });
  expect(folder.reads).toEqual(['file:///a.ts']);
});

test('forgets what was in a folder that has gone', async () => {
  folder.texts.set('file:///src/c.ts', 'jump(three);\n');
  indexer.start();
  await settled('ready');
  folder.texts.delete('file:///src/c.ts');
  indexer.noteChange(['file:///src']);
  await vi.waitFor(() => {
    expect(known()).toEqual(['a.ts', 'b.ts']);
  });
});

test('after other rules forgets what is no longer listed', async () => {
  indexer.start();
  await settled('ready');
  folder.texts.delete('file:///b.ts');
  folder.texts.set('file:///c.ts', 'jump(three);\n');
  indexer.relist();
  await vi.waitFor(() => {
    expect(known()).toEqual(['a.ts', 'c.ts']);
  });
});

test('is off when stopped, in the middle of its work too', async () => {
  indexer.start();
  indexer.stop();
  expect(indexer.progress).toEqual({ kind: 'off' });
  expect(indexer.shelves()).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(indexer.progress).toEqual({ kind: 'off' });
  expect(warnings).toEqual([]);
  expect(workers[0]?.isStopped).toBe(true);
});

test('says why when its worker has ended, keeps what it knows, and can be started again', async () => {
  indexer.start();
  await settled('ready');
  indexer.relist();
  workers[0]?.end();
  await settled('failed');
  expect(warnings).toHaveLength(1);
  expect(known()).toEqual(['a.ts', 'b.ts']);
  indexer.start();
  await settled('ready');
  expect(workers).toHaveLength(2);
});

test('a new session reads only what has changed in between', async () => {
  const place = mkdtempSync(path.join(tmpdir(), 'inkling-index-'));
  indexer = indexerOf(() => new ShelfStore(place));
  indexer.start();
  await settled('ready');
  indexer.stop();
  folder.reads = [];
  folder.texts.set('file:///b.ts', 'walk(away);\n');
  indexer.start();
  await settled('ready');
  expect(folder.reads).toEqual(['file:///b.ts']);
  expect(known()).toEqual(['a.ts', 'b.ts']);
  rmSync(place, { recursive: true });
});
