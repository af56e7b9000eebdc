import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Fault, FaultPlan, SeenRequest } from './faults';
import { sendFile } from './sendFile';

export interface HubFile {
  /** 'owner/repository'. */
  readonly repository: string;
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly isGated?: boolean;
}

/** The token that a gated repository accepts when a test says nothing else. */
export const hubToken = 'hf_local_test_token';

/**
 * A model hub on this machine: the hub and, at another origin, its file store. It speaks the protocol of the real one as
 * far as a downloader meets it: resolve, tree, revision and model pages, headers, ranges, tags, and what goes wrong.
 */
export class LocalHub {
  readonly requests: SeenRequest[] = [];
  /** Replaced by a test while it runs. */
  fault: FaultPlan = () => undefined;
  /** What a gated repository accepts. */
  token = hubToken;
  readonly #list: () => readonly HubFile[];
  readonly #published: HubFile[] = [];
  readonly #hub: http.Server;
  readonly #store: http.Server;

  private constructor(list: () => readonly HubFile[]) {
    this.#list = list;
    this.#hub = http.createServer((request, response) => {
      this.#answerHub(request, response);
    });
    this.#store = http.createServer((request, response) => {
      this.#answerStore(request, response);
    });
  }

  /** `files` may be asked for at each request. */
  static async start(files: readonly HubFile[] | (() => readonly HubFile[]), port = 0): Promise<LocalHub> {
    const hub = new LocalHub(typeof files === 'function' ? files : () => []);
    if (typeof files !== 'function') hub.#published.push(...files);
    await listen(hub.#store, 0);
    await listen(hub.#hub, port);
    return hub;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${portOf(this.#hub)}`;
  }

  get storeOrigin(): string {
    return `http://127.0.0.1:${portOf(this.#store)}`;
  }

  /** Puts a file there, or other bytes behind its name: with them the commit changes. */
  publish(file: HubFile): void {
    const files = this.#published;
    const at = files.findIndex((old) => old.repository === file.repository && old.file === file.file);
    if (at >= 0) files.splice(at, 1);
    files.push(file);
  }

  commitOf(repository: string): string {
    const files = this.#files.filter((file) => file.repository === repository);
    return createHash('sha1')
      .update(files.map(({ file, bytes }) => file + sha256Of(bytes)).join())
      .digest('hex');
  }

  async close(): Promise<void> {
    for (const server of [this.#hub, this.#store]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  get #files(): readonly HubFile[] {
    return [...this.#list(), ...this.#published];
  }

  #see(at: SeenRequest['at'], { method = '', url = '', headers }: http.IncomingMessage): Fault | undefined {
    const seen = { at, method, url, headers };
    this.requests.push(seen);
    return this.fault(seen);
  }

  #answerHub(request: http.IncomingMessage, response: http.ServerResponse): void {
    const fault = this.#see('hub', request);
    const names = new URL(request.url ?? '/', this.endpoint).pathname
      .split('/')
      .slice(1)
      .map(decodeURIComponent);
    if (fault?.kind === 'status' && fault.at === 'hub') {
      response.writeHead(fault.status, fault.headers).end();
    } else if (fault?.kind === 'redirect') {
      response.writeHead(302, { Location: fault.to }).end();
    } else if (fault?.kind === 'no-head' && request.method === 'HEAD') {
      response.writeHead(405).end();
    } else if (names[0] === 'api') this.#answerApi(names.slice(2), request, response);
    else this.#resolve(names, fault, request, response);
  }

  #answerApi(
    [owner, name, page, , ...folder]: readonly string[],
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): void {
    const repository = `${owner ?? ''}/${name ?? ''}`;
    const files = this.#files.filter((file) => file.repository === repository);
    if (files.length === 0) {
      response.writeHead(hasToken(request) ? 404 : 401, { 'X-Error-Code': 'RepoNotFound' }).end();
      return;
    }
    const rows = files
      .filter(({ file }) => folder.length === 0 || file.startsWith(`${folder.join('/')}/`))
      .map(({ file, bytes }) => {
        const oid = sha256Of(bytes);
        return {
          type: 'file',
          path: file,
          size: bytes.length,
          oid: oid.slice(0, 40),
          lfs: { oid, size: bytes.length, pointerSize: 134 },
        };
      });
    const sha = this.commitOf(repository);
    const gated = files.some(({ isGated }) => isGated === true) ? 'manual' : false;
    const about = { id: repository, sha, gated, siblings: files.map(({ file }) => ({ rfilename: file })) };
    response.writeHead(200, {
      'Content-Type': 'application/json',
      RateLimit: '"api";r=499;t=300',
      'RateLimit-Policy': '"fixed window";"api";q=500;w=300',
    });
    response.end(JSON.stringify(page === 'tree' ? rows : about));
  }

  #resolve(
    [owner, name, , revision, ...rest]: readonly string[],
    fault: Fault | undefined,
    request: http.IncomingMessage,
    response: http.ServerResponse,
  ): void {
    const repository = `${owner ?? ''}/${name ?? ''}`;
    const files = this.#files.filter((file) => file.repository === repository);
    const found = files.find(({ file }) => file === rest.join('/'));
    const commit = this.commitOf(repository);
    const refuse = (status: number, code: string): void => {
      response.writeHead(status, { 'X-Error-Code': code }).end();
    };
    if (files.length === 0) refuse(hasToken(request) ? 404 : 401, 'RepoNotFound');
    else if (revision !== 'main' && revision !== commit) refuse(404, 'RevisionNotFound');
    else if (found === undefined) refuse(404, 'EntryNotFound');
    else if (found.isGated === true && request.headers.authorization !== `Bearer ${this.token}`) {
      refuse(hasToken(request) ? 403 : 401, 'GatedRepo');
    } else {
      const hash = sha256Of(found.bytes);
      const told = {
        'X-Repo-Commit': commit,
        'X-Linked-Size': String(found.bytes.length),
        'X-Linked-ETag': `"${hash}"`,
      };
      const Location = `${this.storeOrigin}/${hash}?signature=${Date.now()}`;
      response
        .writeHead(302, { Location, 'Accept-Ranges': 'bytes', ...(fault?.kind === 'silent' ? {} : told) })
        .end();
    }
  }

  #answerStore(request: http.IncomingMessage, response: http.ServerResponse): void {
    const fault = this.#see('store', request);
    const hash = new URL(request.url ?? '/', this.storeOrigin).pathname.slice(1);
    const found = this.#files.find(({ bytes }) => sha256Of(bytes) === hash);
    if (found === undefined) response.writeHead(403).end();
    else void sendFile(found.bytes, hash, fault, request, response);
  }
}

const hashes = new WeakMap<Uint8Array, string>();

export function sha256Of(bytes: Uint8Array): string {
  const known = hashes.get(bytes) ?? createHash('sha256').update(bytes).digest('hex');
  hashes.set(bytes, known);
  return known;
}

function hasToken({ headers }: http.IncomingMessage): boolean {
  return headers.authorization !== undefined;
}

function portOf(server: http.Server): number {
  return (server.address() as AddressInfo).port;
}

function listen(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
