import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Grammars } from '../completion/ports';

/** The parser's runtime and the grammars, as the build lays them beside the bundle. */
export function grammarFiles(folder: string): Grammars {
  return {
    runtime: () => bytesOf(path.join(folder, 'web-tree-sitter.wasm')),
    load: (file) => bytesOf(path.join(folder, file)),
  };
}

async function bytesOf(file: string): Promise<Uint8Array> {
  return new Uint8Array(await readFile(file));
}
