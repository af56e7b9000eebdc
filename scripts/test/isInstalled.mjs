import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Whether node_modules holds what package-lock.json pins, by npm's own record of what it installed. Times would
 * mislead: git gives every file of a fresh checkout the time of the checkout.
 */
export function isInstalled(repository) {
  const record = path.join(repository, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(path.join(repository, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted)
    .filter(([place]) => place.startsWith('node_modules/'))
    .every(([place, entry]) =>
      installed[place] === undefined ? entry.optional === true : isSame(installed[place], entry),
    );
}

function isSame(installed, wanted) {
  return installed.version === wanted.version && installed.integrity === wanted.integrity;
}
