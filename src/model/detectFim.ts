import type { ControlToken, FimFormat } from '../completion/ports';
import { controlTokenKeys, fimFamilies, otherStops } from './fimFamilies';
import type { FimFamily } from './fimFamilies';
import type { GgufHeader } from './readGgufHeader';

/** How to ask this model, by token ids. */
export interface Fim {
  readonly format: FimFormat;
  readonly controls: ReadonlyMap<ControlToken, number>;
  /** Ids that end a completion, besides the engine's own ends. */
  readonly stops: ReadonlySet<number>;
}

/** Set by Inkling's own training: which layout, and whether files are framed with the file token. */
const layoutKey = 'inkling.fim.layout';
const filesKey = 'inkling.files';
const layouts: readonly FimFormat['layout'][] = ['spm-contiguous', 'spm', 'psm', 'prefix-only'];

/** Finds the format in the metadata, then in the table of families by token text, then by which ids there are. */
export function detectFim(header: Pick<GgufHeader, 'metadata' | 'tokenIds'>): Fim {
  const row = fimFamilies.find((candidate) => applies(candidate, header));
  const controls = findControls(header, row);
  const format = ownFormat(header) ?? (row && familyFormat(row)) ?? formatByIds(controls);
  return { format, controls, stops: findStops(header, controls) };
}

function applies(row: FimFamily, { metadata, tokenIds }: Pick<GgufHeader, 'metadata' | 'tokenIds'>): boolean {
  const name = metadata.get('general.name');
  if (row.named && !(typeof name === 'string' && row.named.test(name))) return false;
  return Object.values(row.tokens).every((text) => tokenIds.has(text));
}

function findControls(
  { metadata, tokenIds }: Pick<GgufHeader, 'metadata' | 'tokenIds'>,
  row: FimFamily | undefined,
): ReadonlyMap<ControlToken, number> {
  const found = new Map<ControlToken, number>();
  for (const control of ['prefix', 'suffix', 'middle', 'file', 'repo'] as const) {
    const named = controlTokenKeys[control]
      .map((key) => metadata.get(key))
      .find((id) => typeof id === 'number');
    const text = row?.tokens[control];
    const id = named ?? (text === undefined ? undefined : tokenIds.get(text));
    if (typeof id === 'number') found.set(control, id);
  }
  return found;
}

function ownFormat({ metadata }: Pick<GgufHeader, 'metadata'>): FimFormat | undefined {
  const layout = layouts.find((known) => known === metadata.get(layoutKey));
  if (layout === undefined) return undefined;
  const files = metadata.get(filesKey) === true ? 'tokens' : 'none';
  return { layout, files, fileHeader: 'language-path', repo: false };
}

function familyFormat(row: FimFamily): FimFormat {
  return { layout: row.layout, files: row.files, fileHeader: 'path', repo: row.repo };
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
  { tokenIds }: Pick<GgufHeader, 'tokenIds'>,
  controls: ReadonlyMap<ControlToken, number>,
): ReadonlySet<number> {
  const stops = new Set(controls.values());
  for (const text of otherStops) {
    const id = tokenIds.get(text);
    if (id !== undefined) stops.add(id);
  }
  return stops;
}
