import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { LocalHub, type HubFile } from './localHub';

/** What is wrong with the hub; changed while it runs by `set` and `reset`. */
export interface HubFaults {
  /** Bytes a second. */
  slow?: number | undefined;
  /** All repositories are gated, and this is the one token that opens them. */
  token?: string | undefined;
}

/** One request, as tests in plain JavaScript read it. */
export interface HubRequest {
  readonly server: 'hub' | 'store';
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The local hub over the files of a folder laid out owner/repo/file.gguf, as they are at each request. */
export async function startHub({
  folder,
  port = 0,
  faults = {},
}: {
  readonly folder: string;
  readonly port?: number;
  readonly faults?: HubFaults;
}) {
  const state: HubFaults = { ...faults };
  const hub = await LocalHub.start(() => filesOf(folder, state.token !== undefined), port);
  const obey = (): void => {
    const { slow, token } = state;
    hub.fault = ({ at }) =>
      at === 'store' && slow !== undefined ? { kind: 'drip', bytesPerSecond: slow } : undefined;
    if (token !== undefined) hub.token = token;
  };
  obey();
  return {
    url: hub.endpoint,
    get requests(): readonly HubRequest[] {
      return hub.requests.map(({ at, method, url, headers }) => ({ server: at, method, path: url, headers }));
    },
    set: (change: HubFaults): void => {
      Object.assign(state, change);
      obey();
    },
    reset: (): void => {
      Object.assign(state, { slow: undefined, token: undefined });
      obey();
    },
    close: () => hub.close(),
  };
}

const known = new Map<string, { readonly stamp: string; readonly bytes: Uint8Array }>();

function filesOf(folder: string, isGated: boolean): readonly HubFile[] {
  const names = readdirSync(folder, { recursive: true }).map(String);
  const places = names.map((name) => name.split(path.sep)).filter(({ length }) => length > 2);
  return places.flatMap((parts) => {
    const place = path.join(folder, ...parts);
    if (!statSync(place).isFile()) return [];
    const [owner = '', name = '', ...file] = parts;
    return [{ repository: `${owner}/${name}`, file: file.join('/'), bytes: bytesOf(place), isGated }];
  });
}

/** Read again when it has changed. */
function bytesOf(place: string): Uint8Array {
  const { size, mtimeMs } = statSync(place);
  const stamp = `${size} ${mtimeMs}`;
  const old = known.get(place);
  if (old?.stamp === stamp) return old.bytes;
  const bytes = new Uint8Array(readFileSync(place));
  known.set(place, { stamp, bytes });
  return bytes;
}
