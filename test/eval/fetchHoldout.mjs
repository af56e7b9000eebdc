/*
 * Fetches the packages that the model never sees (training/holdout.json), at the versions that training/packages.*.txt
 * pin, for `npm run eval`: node test/eval/fetchHoldout.mjs [--only ID]… | --also ID…
 * npm packages come with `npm pack`, Debian's with `apt-get download`; without apt these are left out. Only source is
 * kept, in $INKLING_CACHE/eval/holdout (~/.cache/inkling), where a package has its files as its own repository has them.
 * `--also` fetches packages that the model has seen to eval/also, for what needs code but no model.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const training = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../training');
const cache = process.env.INKLING_CACHE ?? path.join(homedir(), '.cache', 'inkling');

/** What installing puts in front of a project's own paths. */
const installRoots = [
  /^usr\/lib\/python3\/dist-packages\//,
  /^usr\/share\/go-[\d.]+\//,
  /^usr\/src\/rustc-[\d.]+\//,
  /^usr\/share\/cargo\/registry\/[^/]+\//,
  /^usr\/share\/gocode\//,
  /^package\//,
];
const source = /\.(?:[cm]?tsx?|[cm]?jsx?|py|go|rs|java|c|cc|cpp|h|hpp|cs|php|rb|sh|css|scss)$/;
const foreign = /(?:^|\/)(?:node_modules|_?vendor(?:ed)?|extern)\//;

const ids = { type: 'string', multiple: true };
const { values } = parseArgs({ options: { only: ids, also: ids } });
const target = path.join(cache, 'eval', values.also ? 'also' : 'holdout');
const wanted = values.also ? new Map(values.also.map((id) => [id, ['']])) : heldOut();

let failures = 0;
mkdirSync(target, { recursive: true });
for (const [id, prefixes] of wanted) {
  if (values.only && !values.only.includes(id)) continue;
  try {
    console.log(`${id}: ${fetchPackage(id, prefixes)}`);
  } catch (error) {
    failures += 1;
    console.error(`${id}: ${error.message.split('\n')[0]}`);
  }
}
process.exitCode = failures > 0 ? 1 : 0;

function heldOut() {
  const { packages, subtrees } = JSON.parse(readFileSync(path.join(training, 'holdout.json'), 'utf8'));
  const prefixes = new Map(packages.map((id) => [id, ['']]));
  for (const [id, prefix] of subtrees) prefixes.set(id, [...(prefixes.get(id) ?? []), prefix]);
  return prefixes;
}

/** A package gets its name in the cache only when it is whole. */
function fetchPackage(id, prefixes) {
  const [kind, name] = [id.slice(0, 3), id.slice(4).replace('+', '/')];
  const version = pinnedVersion(kind, name);
  const place = path.join(target, id);
  const mark = path.join(target, `.${id}.version`);
  if (existsSync(place) && existsSync(mark) && readFileSync(mark, 'utf8') === version)
    return `${version} is there`;
  const work = mkdtempSync(path.join(tmpdir(), 'inkling-holdout-'));
  try {
    if (kind === 'npm') unpackNpm(`${name}@${version}`, work);
    else unpackDeb(`${name}=${version}`, work);
    const kept = path.join(work, 'kept');
    const count = keepSource(path.join(work, 'files'), kept, prefixes);
    if (count === 0) throw new Error('holds no source code.');
    rmSync(place, { recursive: true, force: true });
    // The cache may be on another disk than the temporary folder.
    cpSync(kept, `${place}.part`, { recursive: true });
    renameSync(`${place}.part`, place);
    writeFileSync(mark, version);
    return `${version}, ${count} files`;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function pinnedVersion(kind, name) {
  const [list, sign] = kind === 'npm' ? ['packages.npm.txt', '@'] : ['packages.deb.txt', '='];
  const rows = readFileSync(path.join(training, list), 'utf8').split('\n');
  const row = rows.find((each) => each.startsWith(name + sign));
  if (row === undefined) throw new Error(`${list} pins no version.`);
  return row.slice(name.length + 1).trim();
}

function unpackNpm(spec, folder) {
  execFileSync('npm', ['pack', '--silent', spec], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const archive = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  mkdirSync(path.join(folder, 'files'));
  execFileSync('tar', ['-xzf', archive, '-C', 'files'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

function unpackDeb(spec, folder) {
  execFileSync('apt-get', ['-q', 'download', spec], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  const archive = readdirSync(folder).find((name) => name.endsWith('.deb'));
  execFileSync('dpkg-deb', ['-x', archive, 'files'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
}

/**
 * Copies what people wrote and returns how many files that is. A package of compiled JavaScript carries its TypeScript
 * inside source maps: then that is the source and the JavaScript its output.
 */
function keepSource(from, to, prefixes) {
  const files = readdirSync(from, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(from, path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll('\\', '/'),
    );
  const texts = new Map();
  for (const file of files.filter((each) => each.endsWith('.map'))) {
    for (const [place, text] of mapped(path.join(from, file))) texts.set(place, text);
  }
  const isCompiled = [...texts.keys()].some((place) => /\.tsx?$/.test(place));
  for (const file of files) {
    const place = installRoots.reduce((name, root) => name.replace(root, ''), file);
    if (texts.has(place) || (isCompiled && /\.[cm]?jsx?$|\.d\.[cm]?ts$/.test(place))) continue;
    if (isKept(place)) texts.set(place, readFileSync(path.join(from, file)));
  }
  // The same for compiled files that lie beside their source: lib/theme/Footer/index.js and src/theme/Footer/index.tsx.
  const written = new Set([...texts.keys()].filter((place) => /\.tsx?$/.test(place)).map(stem));
  const kept = [...texts].filter(([place]) => {
    const isOutput = /\.[cm]?jsx?$|\.d\.[cm]?ts$/.test(place) && written.has(stem(place));
    return !isOutput && prefixes.some((prefix) => place.startsWith(prefix));
  });
  for (const [place, text] of kept) {
    mkdirSync(path.dirname(path.join(to, place)), { recursive: true });
    writeFileSync(path.join(to, place), text);
  }
  return kept.length;
}

/** The original files inside a source map: `webpack://name/./src/a.ts?1f` and `../../src/a.ts` are `src/a.ts`. */
function mapped(file) {
  const { sources = [], sourcesContent = [] } = JSON.parse(readFileSync(file, 'utf8'));
  return sources.flatMap((name, index) => {
    const steps = name
      .replace(/^[a-z-]+:\/\/[^/]*\//, '')
      .replace(/\?.*/, '')
      .split('/');
    const place = steps.filter((step) => step !== '' && step !== '.' && step !== '..').join('/');
    const text = sourcesContent[index];
    return typeof text === 'string' && isKept(place) ? [[place, text]] : [];
  });
}

/** A file's name with its folder's, without the ending. */
function stem(place) {
  const name = place.split('/').slice(-2).join('/');
  return name.replace(/\.(?:d\.)?[cm]?[jt]sx?$/, '');
}

function isKept(place) {
  return source.test(place) && !foreign.test(place) && !place.split('/').includes('..');
}
