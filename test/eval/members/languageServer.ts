import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Timed } from './memberServer';

/** What the protocol calls them: words of the file, and snippets. */
const kinds = { text: 1, snippet: 15 } as const;

interface Item {
  readonly label: string;
  readonly kind?: number;
  readonly filterText?: string;
  readonly insertText?: string;
}

type List = readonly Item[] | { readonly isIncomplete: boolean; readonly items: readonly Item[] } | null;

/** Any server that speaks the Language Server Protocol on its standard input and output, over a folder of files. */
export class LanguageServer {
  readonly #root: string;
  readonly #languageId: string;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  readonly #ready: Promise<unknown>;
  #versions = new Map<string, number>();
  #lastId = 0;
  /** A byte a character. */
  #received = '';

  constructor(command: string, root: string, languageId: string) {
    this.#root = root;
    this.#languageId = languageId;
    this.#process = spawn(command, { cwd: root, shell: true });
    this.#process.stdout.on('data', (bytes: Buffer) => {
      this.#received += bytes.toString('latin1');
      this.#receive();
    });
    const uri = pathToFileURL(root).href;
    this.#ready = this.#ask('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'root' }],
      capabilities: {
        textDocument: { completion: { completionItem: {} } },
        workspace: { configuration: true },
      },
    }).then(() => {
      this.#tell('initialized', {});
    });
  }

  /** What may stand at `offset`, right behind a dot of `text`, if the open file said that. */
  async membersAt(file: string, text: string, offset: number): Promise<Timed> {
    await this.#ready;
    const name = path.join(this.#root, file);
    const uri = pathToFileURL(name).href;
    if (!this.#versions.has(uri)) {
      this.#versions.set(uri, 1);
      const written = readFileSync(name, 'utf8');
      const document = { uri, languageId: this.#languageId, version: 1, text: written };
      this.#tell('textDocument/didOpen', { textDocument: document });
      // The file has been open for a while.
      await this.#complete(uri, written, 0);
    }
    const startedAt = performance.now();
    this.#say(uri, text);
    const list = await this.#complete(uri, text, offset);
    return { answer: read(list), ms: performance.now() - startedAt, cpuMs: 0 };
  }

  async dispose(): Promise<void> {
    await this.#ask('shutdown', null);
    this.#tell('exit', null);
  }

  #say(uri: string, text: string): void {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    this.#tell('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
  }

  async #complete(uri: string, text: string, offset: number): Promise<List> {
    const before = text.slice(0, offset).split('\n');
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    const context = { triggerKind: 2, triggerCharacter: '.' };
    const how = offset === 0 ? {} : { context };
    return (await this.#ask('textDocument/completion', { textDocument: { uri }, position, ...how })) as List;
  }

  #ask(method: string, params: unknown): Promise<unknown> {
    const id = (this.#lastId += 1);
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#send({ id, method, params });
    });
  }

  #tell(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  #receive(): void {
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(this.#received.slice(0, end))?.[1]);
      if (end < 0 || this.#received.length < end + 4 + length) return;
      const text = Buffer.from(this.#received.slice(end + 4, end + 4 + length), 'latin1').toString('utf8');
      this.#received = this.#received.slice(end + 4 + length);
      this.#obey(JSON.parse(text) as { id?: number; method?: string; result?: unknown; params?: unknown });
    }
  }

  #obey({
    id,
    method,
    result,
    params,
  }: {
    id?: number;
    method?: string;
    result?: unknown;
    params?: unknown;
  }): void {
    if (id === undefined) return;
    if (method === undefined) {
      this.#waiting.get(id)?.(result);
      this.#waiting.delete(id);
      return;
    }
    const items = (params as { items?: readonly unknown[] } | undefined)?.items;
    this.#send({ id, result: method === 'workspace/configuration' ? (items ?? []).map(() => null) : null });
  }
}

function read(list: List) {
  if (!list) return undefined;
  const items = 'items' in list ? list.items : list;
  const known = items.filter(({ kind }) => kind !== kinds.snippet);
  const namesOf = (isGuess: boolean): ReadonlySet<string> =>
    new Set(known.filter(({ kind }) => (kind === kinds.text) === isGuess).flatMap(textsOf));
  return {
    members: namesOf(false),
    guesses: namesOf(true),
    isIncomplete: 'items' in list && list.isIncomplete,
  };
}

/** A server may show more than the name. */
function textsOf({ label, filterText = '', insertText = '' }: Item): readonly string[] {
  return [label, filterText, insertText].flatMap((text) => /#?[\p{L}_$][\p{L}\p{N}_$]*/u.exec(text) ?? []);
}
