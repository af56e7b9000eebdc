import { parseVariant } from './parseVariant';
import { PathFields } from './pathFields';
import type { Licence, ModelFamily, ModelVariant, PublishedQuality } from './modelFamily';

export interface ParsedFamilies {
  readonly families: readonly ModelFamily[];
  /** One sentence for each fault, with the path to it: 'inkling.models[0].variants[1].sha256: must be …'. */
  readonly complaints: readonly string[];
}

const layouts = ['spm-contiguous', 'spm', 'psm', 'prefix-only'] as const;
const fileHeaders = ['language-path', 'path', 'every-path', 'path-in-prefix'] as const;
const controls: readonly string[] = ['prefix', 'suffix', 'middle', 'file', 'repo'];
const unknownLicence: Licence = { name: 'unknown', url: '', commercialUse: 'conditions' };

/**
 * Reads families from the catalogue's file or from the setting. A family with a fault is left out, a variant with a
 * fault alone; what is wrong is named by its path. A family with the id of a known one changes the fields it gives,
 * and its variants come before the known ones.
 */
export function parseFamilies(
  value: unknown,
  known: readonly ModelFamily[] = [],
  root = 'inkling.models',
): ParsedFamilies {
  const complaints: string[] = [];
  const complain = (complaint: string): void => {
    complaints.push(complaint);
  };
  if (!Array.isArray(value)) return { families: known, complaints: [`${root}: must be a list.`] };
  const families = new Map(known.map((family) => [family.id, family]));
  const seen = new Set<string>();
  value.forEach((item: unknown, index) => {
    const fields = PathFields.of(item, `${root}[${index}]`, complain);
    const family = fields && parseFamily(fields, families, complain, complaints);
    if (!family) return;
    if (seen.has(family.id)) complain(`${root}[${index}].id: ${family.id} is given twice.`);
    else families.set(family.id, family);
    seen.add(family.id);
  });
  return { families: uniqueRefs([...families.values()], complain, root), complaints };
}

function parseFamily(
  fields: PathFields,
  known: ReadonlyMap<string, ModelFamily>,
  complain: (complaint: string) => void,
  complaints: readonly string[],
): ModelFamily | undefined {
  const variants = parseVariants(fields, complain, complaints);
  const before = complaints.length;
  const id = fields.text('id');
  const base = known.get(id);
  const fim = parseFim(fields, base?.fim);
  const kind = fim.layout === 'prefix-only' ? 'prefix-only' : 'fill-in-the-middle';
  const family: ModelFamily = {
    id,
    name: fields.text('name', base?.name),
    publisher: fields.text('publisher', base?.publisher ?? ''),
    kind: fields.oneOf('kind', ['fill-in-the-middle', 'prefix-only'], kind),
    licence: parseLicence(fields, base?.licence ?? unknownLicence),
    parameters: fields.positive('parameters', base?.parameters),
    contextTokens: fields.positive('contextTokens', base?.contextTokens),
    languages: fields.texts('languages', base?.languages ?? []),
    fim,
    quality: fields.raw('quality') === undefined && base ? base.quality : parseQuality(fields, complain),
    card: fields.text('card', base?.card ?? ''),
    isGated: fields.truth('isGated', base?.isGated ?? false),
    variants: joined(variants, base?.variants ?? []),
  };
  if (id !== '' && !/^[a-z0-9][a-z0-9._-]*$/.test(id)) {
    fields.complain('id', 'must be lower-case letters, digits, dots, dashes and underscores');
  }
  const isSound = complaints.length === before;
  fields.complainOfTheRest();
  return isSound ? family : undefined;
}

function parseLicence(fields: PathFields, fallback: Licence): Licence {
  const licence = fields.object('licence');
  if (!licence) return fallback;
  return {
    name: licence.text('name'),
    url: licence.text('url', ''),
    commercialUse: licence.oneOf('commercialUse', ['free', 'conditions', 'no'], 'conditions'),
  };
}

function parseFim(fields: PathFields, base: ModelFamily['fim'] | undefined): ModelFamily['fim'] {
  const fim = fields.object('fim');
  if (!fim) {
    if (!base && fields.raw('fim') === undefined) fields.complain('fim', 'is missing');
    return base ?? noFim;
  }
  const tokens = fim.object('tokens');
  const unknown = Object.keys(tokens?.everyText() ?? {}).filter((name) => !controls.includes(name));
  for (const name of unknown) tokens?.complain(name, `is not one of ${controls.join(', ')}`);
  return {
    layout: fim.oneOf('layout', layouts, base?.layout),
    files: fim.oneOf('files', ['tokens', 'comments', 'none'], base?.files ?? 'comments'),
    fileHeader: fim.oneOf('fileHeader', fileHeaders, base?.fileHeader ?? 'path'),
    repo: fim.truth('repo', base?.repo ?? false),
    tokens: tokens?.everyText() ?? base?.tokens ?? {},
    stops: fim.texts('stops', base?.stops ?? []),
  };
}

const noFim: ModelFamily['fim'] = {
  layout: 'prefix-only',
  files: 'comments',
  fileHeader: 'path',
  repo: false,
  tokens: {},
  stops: [],
};

function parseQuality(
  fields: PathFields,
  complain: (complaint: string) => void,
): readonly PublishedQuality[] {
  return fields.entries('quality').flatMap(({ value, path }) => {
    const row = PathFields.of(value, path, complain);
    if (!row) return [];
    return [{ benchmark: row.text('benchmark'), score: row.positive('score'), source: row.text('source') }];
  });
}

function parseVariants(
  fields: PathFields,
  complain: (complaint: string) => void,
  complaints: readonly string[],
): readonly ModelVariant[] {
  return fields.entries('variants').flatMap(({ value, path }) => {
    const row = PathFields.of(value, path, complain);
    const before = complaints.length;
    const variant = row && parseVariant(row);
    return variant && complaints.length === before ? [variant] : [];
  });
}

function joined(given: readonly ModelVariant[], known: readonly ModelVariant[]): readonly ModelVariant[] {
  const refs = new Set(given.map((variant) => variant.ref));
  return [...given, ...known.filter((variant) => !refs.has(variant.ref))];
}

function uniqueRefs(
  families: readonly ModelFamily[],
  complain: (complaint: string) => void,
  root: string,
): readonly ModelFamily[] {
  const seen = new Set<string>();
  return families.map((family) => {
    const variants = family.variants.filter(({ ref }) => {
      if (!seen.has(ref)) {
        seen.add(ref);
        return true;
      }
      complain(`${root}: the variant ${ref} of ${family.id} is given twice.`);
      return false;
    });
    return variants.length === family.variants.length ? family : { ...family, variants };
  });
}
