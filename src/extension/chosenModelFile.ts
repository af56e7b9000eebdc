import { homedir } from 'node:os';
import path from 'node:path';

import { ModelError } from '../model/errors';

/** A path as a user writes it into the settings, made absolute. Throws `ModelError` when it says no one place. */
export function chosenModelFile(written: string): string {
  const file = withHome(written);
  if (path.isAbsolute(file)) return path.normalize(file);
  throw new ModelError(
    'not-found',
    `The model path "${written}" is not absolute.`,
    'Write the whole path, or run "Inkling: Select Model File…".',
  );
}

/** `~/` is how people write their home folder. */
export function withHome(written: string): string {
  return /^~[/\\]/.test(written) ? path.join(homedir(), written.slice(2)) : written;
}
