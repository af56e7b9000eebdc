import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../../fakes/vscode'));

import { nodeId, type ModelNode } from '../../../../src/extension/models/modelNode';
import { ModelsTree } from '../../../../src/extension/models/modelsTree';
import type { ShopState } from '../../../../src/extension/models/shopState';
import type { DownloadState } from '../../../../src/model/store/installedModel';
import { family, installed, variant } from './shopForTest';

const ref = 'acme/small:Q4_K_M';
const running: DownloadState = {
  ref,
  kind: 'running',
  bytesDone: 40_000_000,
  bytesTotal: 100_000_000,
  bytesPerSecond: 100_000,
  problem: undefined,
};
const start: ShopState = {
  families: [family('small', [variant('acme/small:Q8_0'), variant(ref)])],
  installed: [installed('inkling:inkling-7m', 'bundled')],
  downloads: [running],
  fits: new Map(),
  inUse: undefined,
  recommended: undefined,
};
let state: ShopState;
let tree: ModelsTree;
/** What VS Code was told to draw, as names of rows; 'all' for the whole tree. */
let drawn: (readonly string[] | 'all')[];
let rows: Map<string, ModelNode>;

beforeEach(async () => {
  vi.useFakeTimers();
  state = start;
  drawn = [];
  rows = new Map();
  tree = new ModelsTree(async () => state);
  tree.onDidChangeTreeData((nodes) => drawn.push(nodes?.map(nodeId) ?? 'all'));
  await openAll(undefined);
});

afterEach(() => {
  tree.dispose();
  vi.useRealTimers();
});

async function openAll(node: ModelNode | undefined): Promise<void> {
  for (const child of await tree.getChildren(node)) {
    rows.set(nodeId(child), child);
    await openAll(child);
  }
}

async function change(changes: Partial<ShopState>, ms = 200): Promise<void> {
  state = { ...state, ...changes };
  tree.refresh();
  await vi.advanceTimersByTimeAsync(ms);
}

function description(id: string): unknown {
  const node = rows.get(id);
  return node && tree.getTreeItem(node).description;
}

describe('the Models view', () => {
  test('draws nothing for bytes that no row shows', async () => {
    for (let at = 1; at <= 50; at += 1) {
      await change({ downloads: [{ ...running, bytesDone: running.bytesDone + at * 1_000 }] });
    }
    expect(drawn).toEqual([]);
  });

  test('draws only the row of a download, and that seldom', async () => {
    for (let percent = 41; percent <= 60; percent += 1) {
      await change({ downloads: [{ ...running, bytesDone: percent * 1_000_000 }] });
    }
    // 20 changes in 4 seconds
    expect(drawn).toEqual([[`download ${ref}`], [`download ${ref}`]]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(description(`download ${ref}`)).toMatch(/^60 % · .*100 MB$/);
  });

  test('draws at once that a download was paused', async () => {
    await change({ downloads: [{ ...running, bytesDone: 41_000_000 }] });
    await change({ downloads: [{ ...running, kind: 'paused' }] });
    expect(drawn).toHaveLength(2);
    expect(description(`download ${ref}`)).toMatch(/^paused/);
    const node = rows.get(`download ${ref}`);
    expect(node && tree.getTreeItem(node).contextValue).toBe('download paused');
  });

  test('draws a section whose rows are others, and no row of it', async () => {
    await change({ installed: [...state.installed, installed('/home/me/mine.gguf', 'linked')] });
    expect(drawn).toEqual([['section installed']]);
    const section = rows.get('section installed');
    const children = await tree.getChildren(section);
    expect(children.map(nodeId)).toEqual([
      'installed /models/inkling:inkling-7m',
      'installed /models//home/me/mine.gguf',
    ]);
    expect(children[0]).toBe(rows.get('installed /models/inkling:inkling-7m'));
  });

  test('draws the whole tree when a section comes or goes', async () => {
    await change({ downloads: [] });
    expect(drawn).toEqual(['all']);
    expect((await tree.getChildren()).map(nodeId)).toEqual(['section installed', 'section available']);
  });

  test('asks for nothing before it was opened', async () => {
    const unseen = new ModelsTree(() => Promise.reject(new Error('asked')));
    unseen.refresh();
    await vi.advanceTimersByTimeAsync(1_000);
    unseen.dispose();
  });
});
