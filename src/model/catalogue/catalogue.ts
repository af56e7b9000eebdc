import data from './catalogue.json';
import type { ModelFamily } from './modelFamily';
import { parseFamilies } from './parseFamilies';
import type { ParsedFamilies } from './parseFamilies';

/** The families that Inkling knows. A test holds that the file has no fault. */
export const catalogue: readonly ModelFamily[] = parseFamilies(data, [], 'catalogue').families;

/** The catalogue with what the user's setting `inkling.models` adds and changes. */
export function extendedCatalogue(setting: unknown): ParsedFamilies {
  return parseFamilies(setting ?? [], catalogue);
}
