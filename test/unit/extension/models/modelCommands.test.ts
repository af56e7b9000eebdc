import { beforeEach, describe, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../../fakes/vscode'));

import { modelCommands } from '../../../../src/extension/models/modelCommands';
import { childrenOf, sectionsOf } from '../../../../src/extension/models/modelNode';
import type { ShopState } from '../../../../src/extension/models/shopState';
import { FakeShop } from '../../../fakes/fakeShop';
import { world } from '../../../fakes/vscode';
import { family, fit, installed, variant } from './shopForTest';

const small = family('small', [variant('acme/small:Q8_0'), variant('acme/small:Q4_K_M')]);
const mine = installed('/home/me/mine.gguf', 'linked');
const state: ShopState = {
  families: [small],
  installed: [installed('inkling:inkling-7m', 'bundled'), installed('acme/small:Q8_0', 'downloaded'), mine],
  downloads: [],
  fits: new Map([['acme/small:Q4_K_M', fit('comfortable')]]),
  inUse: undefined,
  recommended: { ref: 'acme/small:Q4_K_M', reason: 'It is quick here.' },
};
const arriving = installed('acme/small:Q4_K_M', 'downloaded');
let shop: FakeShop;
let used: string[];
let tokens: (string | undefined)[];

beforeEach(() => {
  world.reset();
  shop = new FakeShop(state, arriving);
  shop.onOffer = [{ variant: variant('acme/small:Q4_K_M'), family: small }];
  used = [];
  tokens = [];
});

function run(id: string, argument?: unknown): Promise<void> {
  const commands = modelCommands({
    shop: async () => shop,
    use: async (file) => void used.push(file),
    useBundled: async () => void used.push('bundled'),
    showPage: async (ref) => void used.push(`page ${ref}`),
    keepToken: async (token) => void tokens.push(token),
  });
  return commands[`inkling.${id}`]?.(argument) ?? Promise.reject(new Error(`no command ${id}`));
}

describe('Select Model…', () => {
  test('offers the recommended one first, then what is here', async () => {
    await run('selectModel');
    const labels = world.lists[0]?.map(({ label }) => label);
    expect(labels?.slice(0, 4)).toEqual([
      'Recommended',
      '$(star-full) Small Q4_K_M',
      'On this machine',
      '$(file-binary) inkling:inkling-7m',
    ]);
  });

  test('uses what is here at once', async () => {
    world.choices = [' Small Q8_0'];
    await run('selectModel');
    expect(used).toEqual(['/models/acme/small:Q8_0']);
  });

  test('Escape changes nothing', async () => {
    await run('selectModel');
    expect([used, shop.asked]).toEqual([[], []]);
  });
});

describe('Download Model…', () => {
  test('fetches after a yes, and offers to use it', async () => {
    world.choices = ['Small Q4_K_M', 'Download', 'Use It'];
    await run('downloadModel');
    expect(shop.asked).toEqual(['download acme/small:Q4_K_M']);
    expect(used).toEqual([arriving.file]);
  });

  test('fetches nothing without one', async () => {
    await run('downloadModel', 'acme/small:Q4_K_M');
    expect(world.messages).toEqual(['Download Small Q4_K_M?']);
    expect(shop.asked).toEqual([]);
  });

  test('takes a name that the user writes', async () => {
    world.choices = ['Another one', 'Download'];
    world.inputs = [' other/repo:Q8_0 '];
    await run('downloadModel');
    expect(shop.asked[0]).toBe('offers other/repo:Q8_0');
  });

  test('asks which variant when there are several', async () => {
    shop.onOffer = [variant('a/b:Q4_0'), variant('a/b:Q8_0')].map((one) => ({
      variant: one,
      family: undefined,
    }));
    world.choices = ['Q8_0', 'Download'];
    await run('downloadModel', 'a/b');
    expect(shop.asked).toEqual(['offers a/b', 'download a/b:Q8_0']);
  });

  test('understands a row of the view', async () => {
    const [available] = sectionsOf(state).slice(-1);
    const families = available ? childrenOf(state, available) : [];
    const [row] = families.flatMap((node) => childrenOf(state, node));
    world.choices = ['Download'];
    await run('downloadModel', row);
    expect(shop.asked).toContain('download acme/small:Q4_K_M');
  });
});

describe('Cancel Download…', () => {
  test.each([
    ['Keep', 'cancel acme/small:Q4_K_M keep'],
    ['Delete', 'cancel acme/small:Q4_K_M delete'],
  ])("%s the part by the user's word", async (word, act) => {
    world.choices = [word];
    await run('cancelDownload', 'acme/small:Q4_K_M');
    expect(shop.asked).toEqual([act]);
  });

  test('goes on downloading without an answer', async () => {
    await run('cancelDownload', 'acme/small:Q4_K_M');
    expect(shop.asked).toEqual([]);
  });
});

describe('Delete Model…', () => {
  test('deletes a download after a yes', async () => {
    world.choices = ['Small Q8_0', 'Delete'];
    await run('deleteModel');
    expect(shop.asked).toEqual(['remove acme/small:Q8_0']);
  });

  test('goes back to the bundled model before it deletes the one in use', async () => {
    shop = new FakeShop({ ...state, inUse: '/models/acme/small:Q8_0' }, arriving);
    world.choices = ['Delete'];
    await run('deleteModel', 'acme/small:Q8_0');
    expect([used, shop.asked]).toEqual([['bundled'], ['remove acme/small:Q8_0']]);
  });

  test('means the row, when a copy has the same reference', async () => {
    const copy = { ...installed('inkling:inkling-7m', 'downloaded'), file: '/models/copy.gguf' };
    shop = new FakeShop({ ...state, installed: [...state.installed, copy] }, arriving);
    world.choices = ['Delete'];
    await run('deleteModel', { kind: 'installed', model: copy });
    expect(shop.asked).toEqual(['remove inkling:inkling-7m']);
  });

  test("says that a file of the user's stays", async () => {
    world.choices = ['Take Off'];
    await run('deleteModel', mine.ref);
    expect(world.messages).toEqual(['Take /home/me/mine.gguf off the list?']);
    expect(shop.asked).toEqual([`remove ${mine.ref}`]);
  });

  test('never offers the bundled one', async () => {
    await run('deleteModel');
    expect(world.lists[0]?.map(({ label }) => label)).toEqual(['Small Q8_0', mine.ref]);
  });
});

describe('other commands', () => {
  test('Verify Models says which file is bad', async () => {
    shop.outcome = 'changed';
    await run('verifyModels');
    expect(world.messages[0]).toContain('Small Q8_0: the file is not what was downloaded');
  });

  test('Verify Models says that all is well', async () => {
    await run('verifyModels');
    expect(world.messages).toEqual(['Inkling: 3 of 3 files are intact.']);
  });

  test('Check This Machine names the recommendation and the graphics cards', async () => {
    await run('checkMachine');
    expect(world.messages).toEqual([
      'Inkling recommends Small. It is quick here. Vulkan drives A card with 8.0 GB.',
    ]);
  });

  test('the token goes to the secret store, and empty forgets it', async () => {
    world.inputs = [' secret ', ''];
    await run('setHubToken');
    await run('setHubToken');
    await run('setHubToken'); // Escape
    expect(tokens).toEqual(['secret', undefined]);
  });

  test('a found model is used where it lies', async () => {
    world.choices = ['/home/me/new.gguf', 'Use It'];
    await run('addModelFile');
    expect(shop.asked).toEqual(['add /home/me/new.gguf']);
    expect(used).toEqual([arriving.file]);
  });
});
