import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A new folder for one run: its absolute path. It goes when this process exits, unless `keep`. */
export function scratchFolder(name, { keep }) {
  const folder = mkdtempSync(path.join(tmpdir(), `inkling-${name}-`));
  process.once('exit', () => {
    if (keep) console.log(`Scratch folder: ${folder}`);
    else remove(folder);
  });
  return folder;
}

function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  } catch (error) {
    // A process that has just been ended may write its last words here: no reason to change a run's result.
    console.error(`${folder} could not be removed: ${error.message}`);
  }
}
