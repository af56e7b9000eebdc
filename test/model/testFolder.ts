import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterAll } from 'vitest';

/** A folder of the test file's own, gone when the file's tests are done. */
export function testFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-model-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
