import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import type { PinnedEngine } from '../../src/model/gpu/pinnedEngines';

/** What goes wrong with one request. */
export type RegistryFault =
  /** The connection ends after so many bytes, as soon as the client says that it has kept some. */
  | { readonly kind: 'cut'; readonly after: number; readonly hasKept: () => boolean }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'page' }
  /** The whole file, although the rest was asked for. */
  | { readonly kind: 'no-ranges' }
  | { readonly kind: 'other-bytes' };

export interface TarFile {
  readonly name: string;
  readonly text: string;
  readonly type?: string;
}

/** A package registry on this machine: gives one archive under its name, with ranges, and faults in their order. */
export class LocalRegistry {
  readonly requests: { readonly path: string; readonly range: string | undefined }[] = [];
  faults: RegistryFault[] = [];
  readonly #bytes: Uint8Array;
  readonly #server: http.Server;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response);
    });
  }

  static async start(bytes: Uint8Array): Promise<LocalRegistry> {
    const registry = new LocalRegistry(bytes);
    await new Promise<void>((resolve) => registry.#server.listen(0, '127.0.0.1', resolve));
    return registry;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    const { range } = request.headers;
    this.requests.push({ path: request.url ?? '', range });
    const fault = this.faults.shift();
    if (fault?.kind === 'status') {
      response.writeHead(fault.status).end();
      return;
    }
    if (fault?.kind === 'page') {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>log in</html>');
      return;
    }
    const from = fault?.kind === 'no-ranges' ? 0 : Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
    const all = fault?.kind === 'other-bytes' ? new Uint8Array(this.#bytes.length).fill(7) : this.#bytes;
    const body = all.subarray(from);
    const contentRange = `bytes ${from}-${all.length - 1}/${all.length}`;
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': body.length,
      ...(from > 0 ? { 'content-range': contentRange } : {}),
    });
    if (fault?.kind !== 'cut') {
      response.end(body);
      return;
    }
    response.write(body.subarray(0, fault.after));
    // What a client has received and not read yet is lost when the connection breaks.
    const look = setInterval(() => {
      if (!fault.hasKept()) return;
      clearInterval(look);
      response.destroy();
    }, 10);
  }
}

/** An archive as npm makes them. */
export function packedFiles(files: readonly TarFile[]): Uint8Array {
  return Uint8Array.from([...gzipSync(joined([...files.flatMap(entry), new Uint8Array(1024)]))]);
}

export function integrityOf(bytes: Uint8Array): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
}

export function engineOf(archive: Uint8Array, own: Partial<PinnedEngine> = {}): PinnedEngine {
  return {
    backend: 'vulkan',
    platform: 'linux',
    architecture: 'x64',
    name: '@acme/engine-vulkan',
    version: '1.2.3',
    licence: 'MIT',
    bytes: archive.length,
    unpackedBytes: 1000,
    integrity: integrityOf(archive),
    ...own,
  };
}

/** The files of a package that says what it is called. */
export function packageFiles(name = '@acme/engine-vulkan', version = '1.2.3'): readonly TarFile[] {
  return [
    { name: 'package/package.json', text: JSON.stringify({ name, version }) },
    { name: 'package/dist/index.js', text: 'export const is = 1;' },
    { name: `package/bins/${'deep/'.repeat(30)}engine.node`, text: 'x'.repeat(5000) },
  ];
}

function entry({ name, text, type = '0' }: TarFile): Uint8Array[] {
  const long = Buffer.byteLength(name) > 100;
  const pax = long ? paxRecord(`path=${name}`) : '';
  return [
    ...(long ? [header('PaxHeader/x', Buffer.byteLength(pax), 'x'), padded(pax)] : []),
    header(long ? name.slice(0, 100) : name, Buffer.byteLength(text), type),
    padded(text),
  ];
}

/** Its length stands in front of it and counts itself. */
function paxRecord(content: string): string {
  const rest = ` ${content}\n`;
  const digits = String(rest.length + 3).length;
  return `${rest.length + digits}${rest}`;
}

function header(name: string, bytes: number, type: string): Uint8Array {
  const block = Buffer.alloc(512);
  block.write(name, 0, 100);
  block.write('0000644\0', 100);
  block.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124);
  block.write('        ', 148);
  block.write(type, 156);
  block.write('ustar\u000000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Uint8Array.from([...block]);
}

function padded(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text);
  return joined([bytes, new Uint8Array((512 - (bytes.length % 512)) % 512)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}
