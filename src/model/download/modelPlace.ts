import path from 'node:path';

import type { ModelVariant } from '../catalogue/modelFamily';
import { ModelError } from '../errors';

/** Where a download lives: `owner/repository/file` below the models folder, so that a person finds it by its name. */
export interface ModelPlace {
  readonly file: string;
  /** What has arrived so far. */
  readonly part: string;
  /** What the part belongs to. */
  readonly record: string;
  readonly lock: string;
}

/** @throws ModelError bad-name, when a name could lead out of the folder or can't be a file name everywhere. */
export function modelPlace(folder: string, { repository, file }: ModelVariant): ModelPlace {
  const repositoryNames = repository.split('/');
  const names = [...repositoryNames, ...file.split('/')];
  if (repositoryNames.length > 2 || !file.toLowerCase().endsWith('.gguf') || !names.every(isSafeName)) {
    throw new ModelError(
      'bad-name',
      `"${repository}/${file}" can't be the name of a model file.`,
      'Choose a file of the hub that ends in .gguf.',
    );
  }
  const whole = path.join(folder, ...names);
  return { file: whole, part: `${whole}.part`, record: `${whole}.part.json`, lock: `${whole}.lock` };
}

/** A name that means the same file on every system: no way up, no device of Windows, nothing that it would cut off. */
export function isSafeName(name: string): boolean {
  const forbidden = /[<>:"/\\|?*\u0000-\u001f]|^\.+$|[. ]$|^ /;
  const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
  return name !== '' && name.length <= 200 && !forbidden.test(name) && !devices.test(name);
}
