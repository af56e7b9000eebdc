import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { repository } from '../bundle/repository.mjs';

const licenceName = /^(licen[cs]e|copying|notice)/i;
const rule = '-'.repeat(80);

/**
 * The names, versions and licence texts of packages, one after the other. `folders` are relative to the repository.
 * A package that brings no text is named with the licence that its package.json declares.
 */
export function thirdPartyLicences(folders) {
  return [`Inkling contains these packages.\n`, ...folders.map(licenceEntry)].join(`\n${rule}\n`);
}

function licenceEntry(folder) {
  const place = path.join(repository, folder);
  const { name, version, license } = JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8'));
  const files = readdirSync(place).filter((file) => licenceName.test(file));
  const texts = files.map((file) => readFileSync(path.join(place, file), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts, ''].join('\n\n');
}
