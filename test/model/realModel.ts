import path from 'node:path';

import { findBundledModel } from '../../src/model/bundledModel';
import { writeTinyModel } from '../fakes/gguf/tinyModel';

/** A trained model when there is one: INKLING_TEST_MODEL, else the bundled one. Else one with random weights. */
export async function realModel(folder: string): Promise<string> {
  const named = process.env['INKLING_TEST_MODEL'];
  if (named !== undefined && named !== '') return named;
  const bundled = await findBundledModel(path.resolve('media/models'));
  if (bundled !== undefined) return bundled;
  const tiny = path.join(folder, 'tiny.gguf');
  writeTinyModel(tiny);
  return tiny;
}
