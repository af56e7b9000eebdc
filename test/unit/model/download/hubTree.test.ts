import { expect, test } from 'vitest';

import type { HttpSend } from '../../../../src/model/download/httpPort';
import { listRepository, newestRevision } from '../../../../src/model/download/hubTree';
import { quickClock } from './downloadForTest';

const endpoint = 'https://hub.example';
const sha256 = 'ab'.repeat(32);
const signal = new AbortController().signal;

interface Page {
  readonly rows?: unknown;
  readonly link?: string;
  readonly status?: number;
  readonly code?: string;
}

/** A hub of pages on paper. */
function hub(pages: Readonly<Record<string, Page>>) {
  const asked: string[] = [];
  const tokens: (string | undefined)[] = [];
  const send: HttpSend = ({ url, headers }) => {
    asked.push(url);
    tokens.push(headers.Authorization);
    const { rows, link, code, status = 200 } = pages[url] ?? { status: 404 };
    const told: Record<string, string | undefined> = { link, 'x-error-code': code };
    const body = (async function* () {
      yield await Promise.resolve(new TextEncoder().encode(JSON.stringify(rows)));
    })();
    return Promise.resolve({ status, header: (name) => told[name], body, close: () => undefined });
  };
  return {
    asked,
    tokens,
    access: access(send),
    list: () => listRepository('me/code', 'main', access(send), signal),
  };
}
const access = (send: HttpSend) => ({ endpoint, token: 'secret', send, clock: quickClock });
const first = `${endpoint}/api/models/me/code/tree/main?recursive=true`;
const row = (path: string, size = 10) => ({ type: 'file', path, size: 130, lfs: { oid: sha256, size } });

test('lists the files of all pages and folders', async () => {
  const second = `${endpoint}/api/models/me/code/tree/main?cursor=2`;
  const { list, asked, tokens } = hub({
    [first]: {
      rows: [row('x-Q8_0.gguf', 80), { type: 'directory', path: 'x.gguf' }],
      link: `<${second}>; rel="next"`,
    },
    [second]: { rows: [row('small/x-Q4_K_M.gguf', 40), { type: 'file', path: 'readme.md', size: 3 }] },
  });
  expect(await list()).toEqual([
    { path: 'x-Q8_0.gguf', bytes: 80, sha256 },
    { path: 'small/x-Q4_K_M.gguf', bytes: 40, sha256 },
    { path: 'readme.md', bytes: 3, sha256: undefined },
  ]);
  expect(asked).toEqual([first, second]);
  expect(tokens).toEqual(['Bearer secret', 'Bearer secret']);
});

test('a further page on another server is not asked: it would receive the token', async () => {
  const { list, asked } = hub({
    [first]: { rows: [], link: '<https://elsewhere.example/next>; rel="next"' },
    'https://elsewhere.example/next': { rows: [] },
  });
  await list();
  expect(asked).toEqual([first]);
});

test('rows of odd shape are left out, and no file name leaves the folder', async () => {
  const odd = [null, 7, {}, { path: 9 }, { type: 'file', path: 'big.gguf', size: 'big' }];
  const leaving = [row('../x.gguf'), row('/x.gguf'), row('a\\x.gguf'), row('a/../../x.gguf')];
  const { list } = hub({ [first]: { rows: [...odd, ...leaving, row('ok.gguf')] } });
  expect((await list()).map(({ path }) => path)).toEqual(['ok.gguf']);
});

test('something else than a list is a list of nothing', async () => {
  expect(await hub({ [first]: { rows: { error: 'no' } } }).list()).toEqual([]);
});

test.each([
  [401, 'GatedRepo', 'gated'],
  [403, undefined, 'gated'],
  [401, 'RepoNotFound', 'not-on-hub'],
  [404, undefined, 'not-on-hub'],
  [404, 'RevisionNotFound', 'not-on-hub'],
  [429, undefined, 'rate-limited'],
  [500, undefined, 'server-error'],
] as const)('an answer of %s %s is an error with a remedy', async (status, code, expected) => {
  const { list } = hub({ [first]: { status, ...(code === undefined ? {} : { code }) } });
  await expect(list()).rejects.toMatchObject({
    code: expected,
    message: expect.stringMatching(/me\/code|hub\.example/),
    remedy: expect.stringMatching(/\.$/),
  });
});

test('the newest revision is told, or the reason why it can not be', async () => {
  const url = `${endpoint}/api/models/me/code/revision/main`;
  const newest = (page: Page) => newestRevision('me/code', hub({ [url]: page }).access, signal);
  expect(await newest({ rows: { sha: 'abc' } })).toBe('abc');
  await expect(newest({ rows: {} })).rejects.toMatchObject({ code: 'server-error' });
  await expect(newest({ status: 503 })).rejects.toMatchObject({ code: 'server-error' });
  await expect(newest({ status: 404 })).rejects.toMatchObject({ code: 'not-on-hub' });
});

test('no network is not the same as no model', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const list = listRepository(
    'me/code',
    'main',
    access(() => Promise.reject(refused)),
    signal,
  );
  await expect(list).rejects.toMatchObject({ code: 'no-connection' });
});
