import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder: an absolute path. */
export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
