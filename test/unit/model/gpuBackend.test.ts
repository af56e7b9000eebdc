import { expect, test } from 'vitest';

import { backendsFor } from '../../../src/model/gpu/gpuBackend';

test('a choice is tried as it is, and auto tries what the system can have', () => {
  expect(backendsFor('off', 'linux')).toEqual([]);
  expect(backendsFor('vulkan', 'linux')).toEqual(['vulkan']);
  expect(backendsFor('auto', 'linux')).toEqual(['cuda', 'vulkan']);
  expect(backendsFor('auto', 'win32')).toEqual(['cuda', 'vulkan']);
  expect(backendsFor('auto', 'darwin')).toEqual(['metal']);
});
