import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { unzip } from './zipFile.mjs';

const trial = fileURLToPath(new URL('engineTrial.mjs', import.meta.url));

/** Seconds are enough; a machine that is busy with other things gets minutes. */
const trialMs = 180_000;

/**
 * Unpacks a VSIX where no other node_modules is near, loads the engine that is inside and, with `model`, lets its model
 * host write with it. Returns a sentence; throws when any of it fails. For this machine's own target only.
 */
export async function tryEngine(vsix, model) {
  const folder = mkdtempSync(path.join(tmpdir(), 'inkling-vsix-'));
  try {
    await unzip(vsix, folder);
    const models = model === undefined ? [] : [path.join(folder, 'extension/media/models', model.name)];
    const args = [trial, path.join(folder, 'extension/dist'), ...models];
    const options = { cwd: folder, encoding: 'utf8', timeout: trialMs, stdio: 'pipe' };
    return execFileSync(process.execPath, args, options).trim();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
