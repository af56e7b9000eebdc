import assert from 'node:assert/strict';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import { setup, suite, teardown, test } from 'mocha';
import * as vscode from 'vscode';

import { nodeHttp } from '../../../src/model/download/nodeHttp.js';
import { eventually } from './eventually.js';

/** Nobody listens there, and VS Code does not count it as this machine: only a proxy can answer. */
const hub = 'http://127.0.0.7:9/acme/tiny-coder-GGUF/resolve/main/tiny.gguf';

suite('VS Code’s proxy', () => {
  let proxy: http.Server;
  const seen: (string | undefined)[] = [];

  setup(async () => {
    proxy = http.createServer((request, response) => {
      seen.push(request.url);
      response.end('by way of the proxy');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  teardown(async () => {
    await setProxy(undefined);
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
  });

  test('is asked for what the downloader wants from a hub', async () => {
    const { signal } = new AbortController();
    await assert.rejects(
      nodeHttp({ method: 'GET', url: hub, headers: {} }, signal),
      'nobody answers without it',
    );
    await setProxy(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    const response = await eventually('the proxy answers', () =>
      nodeHttp({ method: 'GET', url: hub, headers: {} }, signal).catch(() => undefined),
    );
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body) chunks.push(chunk);
    assert.equal(Buffer.concat(chunks).toString(), 'by way of the proxy');
    assert.deepEqual(seen.slice(0, 1), [hub]);
  });
});

async function setProxy(address: string | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('http').update('proxy', address, vscode.ConfigurationTarget.Global);
}
