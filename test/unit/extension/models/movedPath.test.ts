import os from 'node:os';
import path from 'node:path';

import { expect, test } from 'vitest';

import { movedPath } from '../../../../src/extension/models/movedPath';

const home = os.homedir();

test.each([
  ['/old/acme/small.gguf', '/old', path.join('/new', 'acme', 'small.gguf')],
  ['~/models/small.gguf', path.join(home, 'models'), path.join('/new', 'small.gguf')],
  ['/older/small.gguf', '/old', undefined],
  ['/home/me/mine.gguf', '/old', undefined],
  ['', '/old', undefined],
])('%s, when %s was moved', (chosen, from, after) => {
  expect(movedPath(chosen, from, '/new')).toBe(after);
});
