import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { lines } from '../../scripts/complete/lines';
import { languageIdOf } from '../../src/completion/syntax/languageOfPath';
import { toLf } from '../../scripts/complete/lineEnds';
import type { CorpusFile } from '../../src/lab/hole';
import { isWorthAsking } from '../../src/lab/isWorthAsking';

const skippedFolders = /^(?:node_modules|\.git|\.hg|dist|build|out|target|vendor|__pycache__|coverage)$/;

/**
 * The source files below a folder, which is one package; or those of a JSONL file with a row per file:
 * p(ackage), f(ile), l(anguage), t(ext), as the training corpus has them. Sorted, so that a seed means the same
 * everywhere. Throws when the place cannot be read.
 */
export async function readCorpus(
  place: string,
  name = path.basename(path.resolve(place)),
): Promise<readonly CorpusFile[]> {
  const files = (await stat(place)).isDirectory() ? await readFolder(place, name) : await readRows(place);
  return files
    .filter(isWorthAsking)
    .toSorted((a, b) => compare(a.package, b.package) || compare(a.path, b.path));
}

async function readFolder(root: string, name: string): Promise<readonly CorpusFile[]> {
  const files: CorpusFile[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const place = path.join(folder, entry.name);
      if (entry.isDirectory() && !skippedFolders.test(entry.name)) await visit(place);
      const languageId = languageIdOf(entry.name);
      if (!entry.isFile() || languageId === 'plaintext') continue;
      const { text } = toLf(await readFile(place, 'utf8'));
      files.push({ package: name, path: path.relative(root, place).replaceAll('\\', '/'), languageId, text });
    }
  };
  await visit(root);
  return files;
}

async function readRows(place: string): Promise<readonly CorpusFile[]> {
  const files: CorpusFile[] = [];
  for await (const line of lines(createReadStream(place))) {
    const row: unknown = JSON.parse(line);
    if (!isRow(row)) throw new Error(`${place} is no corpus: a row needs the texts p, f, l and t.`);
    files.push({ package: row.p, path: row.f, languageId: row.l, text: toLf(row.t).text });
  }
  return files;
}

function isRow(value: unknown): value is Readonly<Record<'p' | 'f' | 'l' | 't', string>> {
  if (typeof value !== 'object' || value === null) return false;
  return ['p', 'f', 'l', 't'].every((key) => key in value && typeof Reflect.get(value, key) === 'string');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
