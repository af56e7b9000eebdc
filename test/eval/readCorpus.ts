import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';

import { lines } from '../../scripts/complete/lines';
import { languageIdOf } from '../../src/completion/syntax/languageOfPath';
import { toLf } from '../../scripts/complete/lineEnds';
import type { CorpusFile } from '../../src/lab/hole';
import { isWorthAsking } from '../../src/lab/isWorthAsking';
import { FolderFiles } from '../../src/project/folderFiles';

/** What nobody writes by hand, whatever `.gitignore` says. */
const skippedFolders = /(?:^|\/)(?:dist|build|out|target|vendor|coverage)\//;

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

/** As the project index reads a folder: without secrets, and without what `.gitignore` leaves out. */
async function readFolder(root: string, name: string): Promise<readonly CorpusFile[]> {
  const source = new FolderFiles(root);
  const files: CorpusFile[] = [];
  for (const { uri, path: file } of await source.list(new AbortController().signal)) {
    const bytes = skippedFolders.test(file) ? undefined : await source.read(uri);
    if (!bytes) continue;
    const { text } = toLf(new TextDecoder().decode(bytes));
    files.push({ package: name, path: file, languageId: languageIdOf(file), text });
  }
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
