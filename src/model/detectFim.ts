import type { ControlToken, FimFormat } from '../completion/ports';
import { ModelError } from './errors';
import { controlTokenKeys, fimFamilies, otherStops } from './fimFamilies';
import type { FimFamily } from './fimFamilies';
import type { GgufHeader } from './readGgufHeader';

/** How to ask this model, by token ids. */
export interface Fim {
  /** What the format was taken from: a family's name, or a few words. To be shown. */
  readonly family: string;
  readonly format: FimFormat;
  readonly controls: ReadonlyMap<ControlToken, number>;
  /** Ids that end a completion, besides the engine's own ends. */
  readonly stops: ReadonlySet<number>;
  /** Texts that end a completion, whatever tokens they are written in. */
  readonly stopTexts: readonly string[];
}

/** Set by Inkling's own training: which layout, and whether files are framed with the file token. */
const layoutKey = 'inkling.fim.layout';
const filesKey = 'inkling.files';
const nameKeys = ['general.name', 'general.basename', 'general.base_model.0.name'] as const;
const controlNames = ['prefix', 'suffix', 'middle', 'file', 'repo'] as const;
const layouts: readonly FimFormat['layout'][] = ['spm-contiguous', 'spm', 'psm', 'prefix-only'];

export const formatChoices: readonly [string, ...string[]] = [
  'auto',
  ...fimFamilies.map((row) => row.id),
  ...layouts,
];

type Evidence = Pick<GgufHeader, 'metadata' | 'tokenIds'>;

/**
 * Finds the format in the metadata, then in the table of families by token text and name, then by which ids there are.
 * A choice of the user's comes before all of them, and their own stops are added.
 * @throws ModelError load-failed when the model lacks the tokens of the chosen format.
 */
export function detectFim(
  header: Evidence,
  fileName = '',
  choice = 'auto',
  stopTexts: readonly string[] = [],
): Fim {
  const chosen = fimFamilies.find((candidate) => candidate.id === choice);
  const row = chosen ?? fimFamilies.find((candidate) => applies(candidate, header, fileName));
  const controls = chosen ? ownControls(chosen, header) : findControls(header, row);
  const layout = layouts.find((known) => known === choice);
  const { family, format } = layout ? plainFormat(layout) : detected(header, row, chosen, controls);
  if (choice !== 'auto') checkControls(format, controls, fileName, choice);
  const stops = findStops(header, controls, stopTexts);
  return { family, format, controls, stops, stopTexts };
}

function detected(
  header: Evidence,
  row: FimFamily | undefined,
  chosen: FimFamily | undefined,
  controls: ReadonlyMap<ControlToken, number>,
): Pick<Fim, 'family' | 'format'> {
  const own = chosen ? undefined : ownFormat(header);
  if (own) return { family: 'Inkling', format: own };
  if (row) return { family: row.family, format: familyFormat(row) };
  const format = formatByIds(controls);
  const family = format.layout === 'prefix-only' ? 'no fill-in-the-middle' : 'control tokens of the file';
  return { family, format };
}

function applies(row: FimFamily, { metadata, tokenIds }: Evidence, fileName: string): boolean {
  const { named } = row;
  const names = [...nameKeys.map((key) => metadata.get(key)), fileName];
  if (named && !names.some((name) => typeof name === 'string' && named.test(name))) return false;
  return Object.values(row.tokens).every((text) => tokenIds.has(text));
}

/** The tokens of the family by their texts; what the vocabulary lacks is left out. */
function ownControls(row: FimFamily, { tokenIds }: Evidence): ReadonlyMap<ControlToken, number> {
  const found = new Map<ControlToken, number>();
  for (const control of controlNames) {
    const text = row.tokens[control];
    const id = text === undefined ? undefined : tokenIds.get(text);
    if (id !== undefined) found.set(control, id);
  }
  return found;
}

function plainFormat(layout: FimFormat['layout']): Pick<Fim, 'family' | 'format'> {
  return {
    family: 'chosen in the settings',
    format: { layout, files: 'comments', fileHeader: 'path', repo: false },
  };
}

const neededControls: Readonly<Record<FimFormat['layout'], readonly ControlToken[]>> = {
  'spm-contiguous': ['prefix', 'suffix'],
  spm: ['prefix', 'suffix', 'middle'],
  psm: ['prefix', 'suffix', 'middle'],
  'prefix-only': [],
};

function checkControls(
  format: FimFormat,
  controls: ReadonlyMap<ControlToken, number>,
  fileName: string,
  choice: string,
): void {
  const needed = [
    ...neededControls[format.layout],
    ...(format.files === 'tokens' ? (['file'] as const) : []),
  ];
  const missing = needed.filter((control) => !controls.has(control));
  if (missing.length === 0) return;
  const message = `${fileName} has no tokens for ${missing.join(', ')}, which the format ${choice} needs.`;
  throw new ModelError(
    'load-failed',
    message,
    'Set inkling.model.format to "auto", or to what the model’s page says.',
  );
}

function findControls(
  { metadata, tokenIds }: Evidence,
  row: FimFamily | undefined,
): ReadonlyMap<ControlToken, number> {
  const found = new Map<ControlToken, number>();
  for (const control of controlNames) {
    const named = controlTokenKeys[control]
      .map((key) => metadata.get(key))
      .find((id) => typeof id === 'number');
    const text = row?.tokens[control];
    const id = named ?? (text === undefined ? undefined : tokenIds.get(text));
    if (typeof id === 'number') found.set(control, id);
  }
  return found;
}

function ownFormat({ metadata }: Pick<Evidence, 'metadata'>): FimFormat | undefined {
  const layout = layouts.find((known) => known === metadata.get(layoutKey));
  if (layout === undefined) return undefined;
  const files = metadata.get(filesKey) === true ? 'tokens' : 'none';
  return { layout, files, fileHeader: 'language-path', repo: false };
}

function familyFormat(row: FimFamily): FimFormat {
  return { layout: row.layout, files: row.files, fileHeader: row.fileHeader ?? 'path', repo: row.repo };
}

/** Ids without a known family: what they can be used for, and nothing that would need special training. */
function formatByIds(controls: ReadonlyMap<ControlToken, number>): FimFormat {
  const rest = { fileHeader: 'path', repo: false } as const;
  if (!controls.has('prefix') || !controls.has('suffix')) {
    return { layout: 'prefix-only', files: 'comments', ...rest };
  }
  if (controls.has('middle')) return { layout: 'psm', files: 'comments', ...rest };
  return { layout: 'spm-contiguous', files: 'none', ...rest };
}

function findStops(
  { tokenIds }: Pick<Evidence, 'tokenIds'>,
  controls: ReadonlyMap<ControlToken, number>,
  own: readonly string[],
): ReadonlySet<number> {
  const stops = new Set(controls.values());
  for (const text of [...otherStops, ...own]) {
    const id = tokenIds.get(text);
    if (id !== undefined) stops.add(id);
  }
  return stops;
}
