import { beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../../fakes/vscode'));
vi.mock('../../../../src/extension/benchmark/runLab', () => ({ runLab: vi.fn() }));

import { benchmarkModels } from '../../../../src/extension/benchmark/benchmarkModels';
import { withOwnNames } from '../../../../src/extension/benchmark/benchmarkPicks';
import { BenchmarkStore } from '../../../../src/extension/benchmark/benchmarkStore';
import { parseNews, parseOrder } from '../../../../src/extension/benchmark/benchmarkWire';
import { runLab } from '../../../../src/extension/benchmark/runLab';
import type { BenchmarkRecord } from '../../../../src/lab/benchmarkRecord';
import { Uri, files, world } from '../../../fakes/vscode';

const share = { mean: 0.5, low: 0.4, high: 0.6 };
const measured = {
  name: 'hare',
  file: '/models/hare.gguf',
  lineRight: share,
  wholeRight: share,
  shown: share,
  keptShare: 0.5,
  answerMs: { p50: 20, p95: 40 },
  decodeTokensPerSecond: 300,
  memoryBytes: 2e8,
};
const record: BenchmarkRecord = {
  format: 1,
  madeAt: '2026-01-02T03:04:05.000Z',
  packages: ['shop'],
  places: 60,
  recommendation: null,
  models: [measured],
};
const code = 'export const price = 1;\n'.repeat(20);
const storage = Uri.parse('file:/storage') as never;
const parts = {
  extensionPath: '/extension',
  storage,
  modelInUse: () => '/models/hare.gguf',
  installedModels: async () => [],
};

beforeEach(() => {
  world.reset();
  files.clear();
  world.workspaceFolders = [{ uri: Uri.parse('file:/shop'), name: 'shop' }];
  vi.mocked(runLab).mockReset().mockResolvedValue({ type: 'done', record, html: '<p>page</p>' });
});

function put(path: string, text = code): void {
  files.set(path, new TextEncoder().encode(text));
}

const ordered = () => vi.mocked(runLab).mock.calls[0]?.[1];

describe('the command', () => {
  test('asks for models, folders and effort, measures, keeps the figures and shows the page', async () => {
    put('/shop/src/price.ts');
    world.choices = ['hare', 'shop', 'first look'];
    expect(await benchmarkModels(parts, undefined)).toEqual(record);
    expect(ordered()).toMatchObject({
      models: [{ name: 'hare', file: '/models/hare.gguf' }],
      files: [{ package: 'shop', path: 'src/price.ts', languageId: 'typescript', text: code }],
      places: 60,
    });
    expect(world.panels).toEqual([
      {
        type: 'inklingBenchmark',
        options: expect.objectContaining({ enableScripts: false }),
        html: '<p>page</p>',
      },
    ]);
    const store = new BenchmarkStore(storage);
    expect(await store.all()).toEqual([record]);
    expect(await store.onMyCode('/models/hare.gguf')).toEqual([expect.stringContaining('50 % of the lines')]);
    expect(await store.onMyCode('/models/other.gguf')).toEqual([]);
  });

  test.each([[[]], [['hare']], [['hare', 'shop']]])(
    'does nothing after Escape behind %j',
    async (choices) => {
      world.choices = [...choices];
      expect(await benchmarkModels(parts, undefined)).toBeUndefined();
      expect(runLab).not.toHaveBeenCalled();
    },
  );

  test('sends no secrets, no builds and nothing that the user excludes', async () => {
    for (const name of ['.env', 'id_rsa', 'secrets.json', 'dist/a.ts', 'node_modules/b/c.ts', 'old/d.ts'])
      put(`/shop/${name}`);
    put('/shop/src/price.ts');
    put('/shop/src/short.ts', 'export {};\n');
    put('/shop/lib/.gitignore', 'made/\n');
    put('/shop/lib/made/e.ts');
    world.configuration.set('exclude', { '**/old/**': true });
    await benchmarkModels(parts, { models: ['/m/a.gguf'], folders: ['file:/shop'], places: 4 });
    expect(ordered()?.files.map(({ path }) => path)).toEqual(['src/price.ts']);
  });

  test('says what went wrong, and keeps nothing of it', async () => {
    vi.mocked(runLab).mockResolvedValue({ type: 'failed', message: 'a.gguf is no model.' });
    const argument = { models: ['/m/a.gguf'], folders: ['file:/shop'], places: 4 };
    await expect(benchmarkModels(parts, argument)).rejects.toThrow('a.gguf is no model.');
    vi.mocked(runLab).mockResolvedValue({ type: 'nothing' });
    expect(await benchmarkModels(parts, argument)).toBeUndefined();
    expect(world.messages.join()).toContain('no source code');
    expect(await new BenchmarkStore(storage).all()).toEqual([]);
  });

  test('ends when it is cancelled, without a word', async () => {
    vi.mocked(runLab).mockImplementation(async (_file, _order, _tell, signal) => {
      world.cancel();
      signal.throwIfAborted();
      throw new Error('it was not cancelled');
    });
    const argument = { models: ['/m/a.gguf'], folders: ['file:/shop'], places: 4 };
    expect(await benchmarkModels(parts, argument)).toBeUndefined();
    expect([...world.panels, ...world.messages]).toEqual([]);
  });
});

test('models that are called the same get names of their own, and one file is asked once', () => {
  const named = [
    { name: 'hare', file: '/a/hare.gguf' },
    { name: 'hare', file: '/b/hare.gguf' },
    { name: 'hare', file: '/a/hare.gguf' },
  ];
  expect(withOwnNames(named).map(({ name }) => name)).toEqual(['hare', 'hare (2)']);
});

test('keeps the last twenty', async () => {
  const store = new BenchmarkStore(storage);
  for (let day = 10; day < 32; day += 1)
    await store.add({ ...record, madeAt: `2026-01-${day}T00:00:00.000Z` });
  const kept = await store.all();
  expect(kept).toHaveLength(20);
  expect(kept[0]?.madeAt).toContain('2026-01-31');
  put('/storage/benchmarks/2027.json', '{ cut off');
  expect(await store.all()).toHaveLength(20);
});

test('what the processes say to each other is checked at the door', () => {
  const order = {
    files: [],
    models: [{ name: 'a', file: '/a' }],
    settings: { maxLines: 3 },
    places: 4,
    seed: 1,
  };
  expect(parseOrder(JSON.parse(JSON.stringify(order)))).toEqual(order);
  expect(() => parseOrder({ ...order, models: [{ name: 'a' }] })).toThrow('file');
  const news = { type: 'progress', model: 'a', done: 1, all: 2 };
  expect(parseNews(news)).toEqual(news);
  expect(parseNews({ type: 'done', record, html: 'x' })).toEqual({ type: 'done', record, html: 'x' });
  expect(() => parseNews({ type: 'rumour' })).toThrow('type');
});
