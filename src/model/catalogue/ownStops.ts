import path from 'node:path';

import { catalogue } from './catalogue';
import { familyByName } from './familyByName';
import type { ModelFamily } from './modelFamily';

/** What ends an answer of a family's models, as the user has set it: texts of control tokens, or any other text. */
export interface OwnStops {
  /** The family's id. */
  readonly family: string;
  /** The names of its files, without folders. */
  readonly files: readonly string[];
  readonly stops: readonly string[];
}

/** Of those families that the setting adds or changes. */
export function ownStops(families: readonly ModelFamily[]): readonly OwnStops[] {
  return families
    .filter((family) => family.fim.stops.length > 0 && !catalogue.includes(family))
    .map(({ id, variants, fim: { stops } }) => ({
      family: id,
      files: variants.map(({ file }) => path.posix.basename(file)),
      stops: stops.filter((stop) => stop !== ''),
    }));
}

/** The stops of a model file: of the family that lists it, else of the family that the model's or the file's name speaks of. */
export function stopsOf(file: string, name: string, own: readonly OwnStops[]): readonly string[] {
  if (own.length === 0) return [];
  const base = path.basename(file);
  const listing = own.find(({ files }) => files.includes(base));
  if (listing) return listing.stops;
  const families = [...catalogue, ...own.map(({ family }) => ({ id: family }))];
  const meant = [name, base].map((text) => familyByName(text, families)).find((known) => known);
  return own.find(({ family }) => family === meant?.id)?.stops ?? [];
}
