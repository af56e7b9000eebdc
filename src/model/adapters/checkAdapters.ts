import path from 'node:path';

import { ModelError } from '../errors';
import { readGgufHeader } from '../readGgufHeader';
import type { Adapter } from './adapter';

const remedy =
  'Take it out of the setting "inkling.model.adapters", or choose one that was made for this model.';

/**
 * The adapters that count, each checked as far as its header tells; a scale of 0 is as if it were not there.
 * @throws ModelError bad-adapter.
 */
export async function checkAdapters(
  adapters: readonly Adapter[],
  model: { readonly name: string; readonly architecture: string },
): Promise<readonly Adapter[]> {
  const used = adapters.filter(({ scale }) => scale > 0);
  for (const adapter of used) await checkAdapter(adapter, model);
  return used;
}

async function checkAdapter(
  { file }: Adapter,
  model: { readonly name: string; readonly architecture: string },
): Promise<void> {
  const base = path.basename(file);
  const refuse = (why: string, cause?: unknown): never => {
    throw new ModelError('bad-adapter', `The adapter ${base} ${why}`, remedy, { cause });
  };
  if (!path.isAbsolute(file)) refuse('is not named by its whole path.');
  const header = await readGgufHeader(file, new Set()).catch((error: unknown) =>
    refuse(`can’t be used: ${error instanceof Error ? error.message : String(error)}`, error),
  );
  const kind = header.metadata.get('general.type');
  if (kind !== 'adapter') refuse('is a model, not an adapter.');
  if (header.metadata.get('adapter.type') !== 'lora') refuse('is not of the LoRA kind.');
  const architecture = header.metadata.get('general.architecture');
  if (architecture !== model.architecture) {
    refuse(
      `was made for models of the kind “${String(architecture)}”; ${model.name} is “${model.architecture}”.`,
    );
  }
}
