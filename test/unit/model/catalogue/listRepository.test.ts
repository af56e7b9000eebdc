import { expect, test } from 'vitest';

import { listRepository, variantsIn } from '../../../../src/model/catalogue/listRepository';

const endpoint = 'https://hub.example';
const sha256 = 'ab'.repeat(32);
const signal = new AbortController().signal;

interface Page {
  readonly rows: unknown;
  readonly link?: string;
  readonly status?: number;
}

function hub(pages: Readonly<Record<string, Page>>) {
  const asked: string[] = [];
  const tokens: (string | undefined)[] = [];
  return {
    asked,
    tokens,
    access: {
      endpoint,
      token: 'secret',
      fetch: (url: string, { headers }: { readonly headers: Readonly<Record<string, string>> }) => {
        asked.push(url);
        tokens.push(headers['authorization']);
        const page = pages[url];
        const link = page?.link;
        return Promise.resolve({
          status: page?.status ?? (page ? 200 : 404),
          headers: new Headers(link === undefined ? {} : { link }),
          json: () => Promise.resolve(page?.rows),
        });
      },
    },
  };
}
const first = `${endpoint}/api/models/me/code/tree/main?recursive=true`;
const row = (path: string, size = 10) => ({ type: 'file', path, size: 130, lfs: { oid: sha256, size } });

test('lists the models of all pages, the smaller ones first', async () => {
  const second = `${endpoint}/api/models/me/code/tree/main?cursor=2`;
  const { access, asked, tokens } = hub({
    [first]: {
      rows: [row('x-Q8_0.gguf', 80), { type: 'directory', path: 'x.gguf' }],
      link: `<${second}>; rel="next"`,
    },
    [second]: { rows: [row('x-Q4_K_M.gguf', 40), row('readme.md'), row('mmproj-x-f16.gguf')] },
  });
  const { variants, refused } = await listRepository('me/code', access, signal);
  expect(asked).toEqual([first, second]);
  expect(tokens).toEqual(['Bearer secret', 'Bearer secret']);
  expect(refused).toEqual([]);
  expect(variants.map(({ ref }) => ref)).toEqual(['me/code:Q4_K_M', 'me/code:Q8_0']);
  expect(variants[0]).toEqual({
    ref: 'me/code:Q4_K_M',
    quantization: 'Q4_K_M',
    repository: 'me/code',
    revision: undefined,
    file: 'x-Q4_K_M.gguf',
    bytes: 40,
    sha256,
    isVerified: false,
  });
});

test('a further page on another server is not asked: it would receive the token', async () => {
  const { access, asked } = hub({
    [first]: { rows: [], link: '<https://elsewhere.example/next>; rel="next"' },
    'https://elsewhere.example/next': { rows: [] },
  });
  await listRepository('me/code', access, signal);
  expect(asked).toEqual([first]);
});

test('split models are refused with the reason', () => {
  const parts = [1, 2, 3].map((part) => ({
    path: `x-Q8_0-0000${part}-of-00003.gguf`,
    bytes: 1,
    sha256: undefined,
  }));
  const { variants, refused } = variantsIn('me/code', undefined, parts);
  expect(variants).toEqual([]);
  expect(refused).toEqual([
    {
      file: 'x-Q8_0-00001-of-00003.gguf',
      reason: 'The model is split into 3 files. Choose one that is whole.',
    },
  ]);
});

test('two files of one quantization are told apart', () => {
  const files = ['a-Q8_0.gguf', 'b-Q8_0.gguf', 'c.gguf'].map((path) => ({
    path,
    bytes: 1,
    sha256: undefined,
  }));
  expect(variantsIn('me/code', undefined, files).variants.map(({ ref }) => ref)).toEqual([
    'me/code:Q8_0',
    'me/code/b-Q8_0.gguf',
    'me/code/c.gguf',
  ]);
});

test('rows of odd shape are left out, and no file name leaves the folder', async () => {
  const rows = [
    null,
    7,
    {},
    { path: 9 },
    row('../x.gguf'),
    row('/x.gguf'),
    row('a\\x.gguf'),
    { path: 'ok.gguf', size: 'big', lfs: { oid: 'short' } },
  ];
  const { access } = hub({ [first]: { rows } });
  const { variants } = await listRepository('me/code', access, signal);
  expect(variants.map(({ file, bytes, sha256: hash }) => [file, bytes, hash])).toEqual([
    ['ok.gguf', undefined, undefined],
  ]);
});

test.each([401, 403, 404, 500])('an answer of %s is an error with a remedy', async (status) => {
  const { access } = hub({ [first]: { rows: undefined, status } });
  await expect(listRepository('me/code', access, signal)).rejects.toMatchObject({
    code: status === 500 ? 'load-failed' : 'not-found',
    message: expect.stringContaining('me/code'),
  });
});
