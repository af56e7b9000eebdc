import { createHash } from 'node:crypto';
import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { Transform } from 'node:stream';

/*
 * A hub of models that speaks the real one's protocol, over the files of a folder laid out owner/repo/file.gguf: resolve
 * with a redirect to a second origin, list of files, model card, ranges, headers; and everything that goes wrong on a
 * network, by `faults`, which a test changes while it runs.
 */

const commit = (repository, salt = '') =>
  createHash('sha1')
    .update(repository + salt)
    .digest('hex');

export const noFaults = {
  /** Answered instead of the file, as { status, headers?, body?, times? }; `times` counts down. */
  answer: undefined,
  /** The same on the store that the hub redirects to. */
  storeAnswer: undefined,
  /** The connection breaks after so many bytes of a response; a function is asked each time. */
  cutAfter: undefined,
  /** Bytes a second. */
  slow: undefined,
  /** The store ignores ranges and sends everything. */
  noRanges: false,
  noLength: false,
  /** The file has another revision, hash and tag from now on. */
  salt: '',
  /** Bytes that are sent are others than those of the file. */
  wrongBytes: false,
  /** The token that a gated repository asks for. */
  token: undefined,
};

/** Starts the hub and its store; resolves to { url, faults, requests, close }. */
export async function startHub({ folder, port = 0, faults: first = {} }) {
  const state = { folder, faults: { ...noFaults, ...first }, requests: [], store: '' };
  const store = http.createServer((request, response) => void serveStore(state, request, response));
  const hub = http.createServer((request, response) => void serveHub(state, request, response));
  state.store = await listen(store, 0);
  const url = await listen(hub, port);
  return {
    url,
    requests: state.requests,
    get faults() {
      return state.faults;
    },
    set: (faults) => Object.assign(state.faults, faults),
    reset: () => Object.assign(state.faults, noFaults),
    close: async () => {
      for (const server of [hub, store]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

function listen(server, port) {
  return new Promise((resolve) =>
    server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`)),
  );
}

function serveHub(state, request, response) {
  const { pathname } = new URL(request.url, 'http://hub');
  state.requests.push({ server: 'hub', method: request.method, path: pathname, headers: request.headers });
  const { faults } = state;
  if (wanted(faults, 'answer')) return send(response, faults.answer, request.method);
  if (faults.token !== undefined && request.headers.authorization !== `Bearer ${faults.token}`) {
    const isKnown = request.headers.authorization !== undefined;
    const headers = { 'x-error-code': 'GatedRepo', 'x-error-message': 'Access to this model is restricted.' };
    return send(response, { status: isKnown ? 403 : 401, headers }, request.method);
  }
  const parts = decodeURIComponent(pathname).split('/').slice(1);
  if (parts[0] === 'api' && parts[1] === 'models')
    return serveApi(state, parts.slice(2), response, request.method);
  const [owner, repo, verb, revision, ...file] = parts;
  const repository = `${owner}/${repo}`;
  const place = path.join(state.folder, repository, ...file);
  const revisions = ['main', commit(repository, faults.salt)];
  if (verb !== 'resolve' || !isFile(place) || !revisions.includes(revision)) {
    return send(response, { status: 404, headers: { 'x-error-code': 'EntryNotFound' } }, request.method);
  }
  const sha256 = hashOf(place, faults.salt);
  response.writeHead(302, {
    location: `${state.store}/${repository}/${file.join('/')}?signature=${sha256.slice(0, 8)}`,
    'x-repo-commit': commit(repository, faults.salt),
    'x-linked-etag': `"${sha256}"`,
    'x-linked-size': String(statSync(place).size),
    'accept-ranges': 'bytes',
    etag: `"${sha256}"`,
    ratelimit: '"resolvers";r=4999;t=270',
  });
  return response.end();
}

function serveApi(state, [owner, repo, verb], response, method) {
  const repository = `${owner}/${repo}`;
  const folder = path.join(state.folder, repository);
  let names;
  try {
    names = readdirSync(folder).filter((name) => isFile(path.join(folder, name)));
  } catch {
    return send(response, { status: 404, headers: { 'x-error-code': 'RepoNotFound' } }, method);
  }
  const { salt } = state.faults;
  const body =
    verb === 'tree'
      ? names.map((name) => {
          const place = path.join(folder, name);
          const { size } = statSync(place);
          const lfs = { oid: hashOf(place, salt), size, pointerSize: 134 };
          return { type: 'file', oid: commit(name), size, path: name, lfs };
        })
      : {
          id: repository,
          sha: commit(repository, salt),
          gated: state.faults.token === undefined ? false : 'auto',
        };
  return send(
    response,
    { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    method,
  );
}

function serveStore(state, request, response) {
  const { pathname } = new URL(request.url, 'http://store');
  state.requests.push({ server: 'store', method: request.method, path: pathname, headers: request.headers });
  const { faults } = state;
  if (wanted(faults, 'storeAnswer')) return send(response, faults.storeAnswer, request.method);
  const place = path.join(state.folder, decodeURIComponent(pathname));
  if (!isFile(place)) return send(response, { status: 404 }, request.method);
  const { size } = statSync(place);
  const etag = `"${hashOf(place, faults.salt)}"`;
  const range = rangeOf(request.headers, size, etag, faults);
  if (range === 'beyond') {
    return send(response, { status: 416, headers: { 'content-range': `bytes */${size}` } }, request.method);
  }
  const start = range?.start ?? 0;
  const end = range?.end ?? size - 1;
  response.writeHead(range ? 206 : 200, {
    etag,
    'content-type': 'binary/octet-stream',
    ...(faults.noRanges ? {} : { 'accept-ranges': 'bytes' }),
    ...(faults.noLength ? {} : { 'content-length': String(end - start + 1) }),
    ...(range ? { 'content-range': `bytes ${start}-${end}/${size}` } : {}),
  });
  if (request.method === 'HEAD') return response.end();
  const cut = typeof faults.cutAfter === 'function' ? faults.cutAfter() : faults.cutAfter;
  const bytes = createReadStream(place, { start, end, highWaterMark: 64 * 1024 });
  response.on('close', () => bytes.destroy());
  return bytes.pipe(mangled(faults, cut, response)).pipe(response);
}

/** What happens to the bytes on their way. */
function mangled(faults, cut, response) {
  let sent = 0;
  return new Transform({
    transform(chunk, _encoding, next) {
      const piece = cut === undefined ? chunk : chunk.subarray(0, Math.max(0, cut - sent));
      sent += piece.length;
      const bytes = faults.wrongBytes
        ? Buffer.from(piece).fill(7, Math.max(0, 8 - sent + piece.length))
        : piece;
      const pass = () => {
        if (cut !== undefined && sent >= cut) {
          response.write(bytes, () => response.destroy());
          return;
        }
        next(null, bytes);
      };
      if (faults.slow === undefined) pass();
      else setTimeout(pass, (1000 * piece.length) / faults.slow);
    },
  });
}

function rangeOf(headers, size, etag, { noRanges }) {
  const [, start] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
  if (noRanges || start === undefined) return undefined;
  const condition = headers['if-range'];
  if (condition !== undefined && condition !== etag) return undefined;
  return Number(start) >= size ? 'beyond' : { start: Number(start), end: size - 1 };
}

/** Whether a canned answer is due; one with `times` is used up. */
function wanted(faults, name) {
  const answer = faults[name];
  if (answer === undefined) return false;
  if (answer.times === undefined) return true;
  answer.times -= 1;
  return answer.times >= 0;
}

function send(response, { status, headers = {}, body = '' }, method) {
  response.writeHead(status, headers);
  response.end(method === 'HEAD' ? '' : body);
}

function isFile(place) {
  return statSync(place, { throwIfNoEntry: false })?.isFile() === true;
}

const hashes = new Map();

/** The salt stands for another version of the file. */
function hashOf(place, salt) {
  const { size, mtimeMs } = statSync(place);
  const key = `${place} ${size} ${mtimeMs}`;
  if (!hashes.has(key)) hashes.set(key, createHash('sha256').update(readFileSync(place)).digest('hex'));
  const hash = hashes.get(key);
  return salt === ''
    ? hash
    : createHash('sha256')
        .update(hash + salt)
        .digest('hex');
}
