import { describe, expect, test } from 'vitest';

import { describeNode, progressWords } from '../../../../src/extension/models/describeNode';
import {
  readableBytes,
  readableParameters,
  readableSeconds,
} from '../../../../src/extension/models/measures';
import {
  childrenOf,
  nodeId,
  sectionsOf,
  variantsOf,
  type ModelNode,
} from '../../../../src/extension/models/modelNode';
import type { ShopState } from '../../../../src/extension/models/shopState';
import type { DownloadState } from '../../../../src/model/store/installedModel';
import { family, fit, installed, variant } from './shopForTest';

const small = family('small', [variant('acme/small:Q8_0'), variant('acme/small:Q4_K_M')]);
const large = family('large', [variant('acme/large:Q8_0')]);
const running: DownloadState = {
  ref: 'acme/small:Q4_K_M',
  kind: 'running',
  bytesDone: 223_000_000,
  bytesTotal: 531_000_000,
  bytesPerSecond: 12_000_000,
  problem: undefined,
};
const state: ShopState = {
  families: [small, large],
  installed: [
    installed('inkling:inkling-7m', 'bundled'),
    { ...installed('acme/small:Q8_0', 'downloaded'), name: 'Small Q8_0' },
  ],
  downloads: [running],
  fits: new Map([['acme/large:Q8_0', fit('too-slow')]]),
  inUse: '/models/acme/small:Q8_0',
  recommended: { ref: 'acme/large:Q8_0', reason: 'It is the largest that fits.' },
};

function drawn(nodes: readonly ModelNode[], depth = 0): readonly string[] {
  return nodes.flatMap((node) => {
    const { label, description } = describeNode(node);
    const line = `${'  '.repeat(depth)}${label}${description === '' ? '' : ` | ${description}`}`;
    return [line, ...drawn(childrenOf(state, node), depth + 1)];
  });
}

describe('the Models view', () => {
  test('shows downloads, what is here, and what can be had; nothing twice', () => {
    expect(drawn(sectionsOf(state))).toEqual([
      'Downloading',
      '  Small Q4_K_M | 41 % · under a minute left · 531 MB',
      'On This Machine',
      '  inkling:inkling-7m | 100 MB · bundled',
      '  Small Q8_0 | in use · 100 MB',
      'Available',
      '  Large | recommended · slow here · 1.5 B · Apache-2.0',
      '    Q8_0 | recommended · slow here · 100 MB',
    ]);
  });

  test('shows first what does well here, and last what does not fit', () => {
    const families = ['heavy', 'unknown', 'slow', 'quick'].map((id) =>
      family(id, [variant(`acme/${id}:Q8_0`)]),
    );
    const judged: ShopState = {
      ...state,
      families,
      recommended: undefined,
      fits: new Map([
        ['acme/heavy:Q8_0', fit('wont-fit')],
        ['acme/slow:Q8_0', fit('too-slow')],
        ['acme/quick:Q8_0', fit('comfortable')],
      ]),
    };
    const [available] = sectionsOf(judged).filter(({ section }) => section === 'available');
    const rows = available ? childrenOf(judged, available) : [];
    expect(rows.map(nodeId)).toEqual(['family quick', 'family unknown', 'family slow', 'family heavy']);
  });

  test('says of a fit no more than is known', () => {
    const guess = { ...fit('works'), basis: 'unknown' as const };
    const [row] = variantsOf({ ...state, fits: new Map([['acme/large:Q8_0', guess]]) }, large);
    expect(row && describeNode(row).description).toBe('recommended · fits · 100 MB');
  });

  test('has no empty section', () => {
    const bare: ShopState = { ...state, downloads: [{ ...running, kind: 'done' }], installed: [] };
    expect(sectionsOf(bare).map(({ section }) => section)).toEqual(['available']);
  });

  test('offers a variant again when its download was put away', () => {
    const put: ShopState = { ...state, downloads: [] };
    const available = sectionsOf(put).at(-1);
    const families = available ? childrenOf(put, available) : [];
    expect(families.map((node) => nodeId(node))).toEqual(['family large', 'family small']);
    expect(families.flatMap((node) => childrenOf(put, node)).map((node) => nodeId(node))).toEqual([
      'variant acme/large:Q8_0',
      'variant acme/small:Q4_K_M',
    ]);
  });

  test('gives every row a name of its own', () => {
    const all = (nodes: readonly ModelNode[]): readonly string[] =>
      nodes.flatMap((node) => [nodeId(node), ...all(childrenOf(state, node))]);
    const ids = all(sectionsOf(state));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('tells the manifest which actions a row has', () => {
    const contexts = sectionsOf(state)
      .flatMap((section) => childrenOf(state, section))
      .map((node) => describeNode(node).contextValue);
    expect(contexts).toEqual([
      'download running',
      'installed bundled',
      'installed downloaded inUse',
      'family',
    ]);
  });

  test('says the same to a screen reader as to the eye', () => {
    const [download] = sectionsOf(state).flatMap((section) => childrenOf(state, section));
    expect(download && describeNode(download).spoken).toBe('Small Q4_K_M, 41 %, under a minute left, 531 MB');
    const [row] = variantsOf(state, large);
    expect(row && describeNode(row).spoken).toBe('Large Q8_0, recommended, slow here, 100 MB');
  });
});

describe('the progress of a download', () => {
  const cases: readonly (readonly [Partial<DownloadState>, string])[] = [
    [{ kind: 'queued' }, 'waiting'],
    [{ kind: 'paused' }, 'paused · 41 % · 223 MB of 531 MB'],
    [{ kind: 'verifying' }, 'checking the file'],
    [{ bytesTotal: undefined, bytesPerSecond: undefined }, '223 MB'],
    [{ bytesPerSecond: 0 }, '41 % · 223 MB of 531 MB'],
    [
      {
        kind: 'failed',
        problem: { code: 'gated', message: 'The hub asks for a licence.', remedy: 'Accept it.' },
      },
      'needs access',
    ],
  ];
  test.each(cases)('%o', (change, words) => {
    expect(progressWords({ ...running, ...change })).toBe(words);
  });
});

describe('measures', () => {
  test('are short', () => {
    expect([0, 999, 1_000, 9_940, 531_068_128, 999_600_000, 4_680_000_000].map(readableBytes)).toEqual([
      '0 bytes',
      '999 bytes',
      '1.0 kB',
      '9.9 kB',
      '531 MB',
      '1.0 GB',
      '4.7 GB',
    ]);
    expect([0, 59, 200, 7_500].map(readableSeconds)).toEqual(['0 s', '59 s', '3 min 20 s', '2 h 5 min']);
    expect([6_819_072, 494_000_000, 1_540_000_000].map(readableParameters)).toEqual([
      '7 M',
      '494 M',
      '1.5 B',
    ]);
  });
});
