import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';

/** Models lie a few folders deep; deeper is something else, and so many files are no models folder. */
const limits = { depth: 8, files: 20_000 };

/**
 * The files below a folder whose names end so, links followed, each real folder once: a link to a folder above ends
 * nothing. Folders that can't be read are passed over. When it is over, what was found by then. Throws `signal.reason`.
 */
export async function walkFolder(
  folder: string,
  ending: string,
  isOver: () => boolean,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const found: string[] = [];
  const visited = new Set<string>();
  let seen = 0;

  async function visit(here: string, depth: number): Promise<void> {
    signal.throwIfAborted();
    const real = await realpath(here).catch(() => undefined);
    if (real === undefined || visited.has(real) || depth > limits.depth) return;
    visited.add(real);
    const entries = await readdir(here, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      seen += 1;
      if (seen > limits.files || isOver()) return;
      const place = path.join(here, entry.name);
      if (entry.name.toLowerCase().endsWith(ending)) found.push(place);
      else if (entry.isDirectory() || (entry.isSymbolicLink() && depth < 2)) await visit(place, depth + 1);
    }
  }

  await visit(folder, 0);
  return found.sort();
}
