import type { ModelFamily, ModelVariant } from '../../model/catalogue/modelFamily';
import type { Fit } from '../../model/fit/fit';
import type { DownloadState, InstalledModel } from '../../model/store/installedModel';
import type { ShopState } from './shopState';

/** A row of the Models view, as data. */
export type ModelNode = SectionNode | InstalledNode | DownloadNode | FamilyNode | VariantNode;

export type SectionName = 'installed' | 'downloads' | 'available';

export interface SectionNode {
  readonly kind: 'section';
  readonly section: SectionName;
  readonly count: number;
}

export interface InstalledNode {
  readonly kind: 'installed';
  readonly model: InstalledModel;
  readonly family: ModelFamily | undefined;
  readonly fit: Fit | undefined;
  readonly isInUse: boolean;
}

export interface DownloadNode {
  readonly kind: 'download';
  readonly download: DownloadState;
  readonly family: ModelFamily | undefined;
}

export interface FamilyNode {
  readonly kind: 'family';
  readonly family: ModelFamily;
  /** Of the variant that suits this machine best. */
  readonly fit: Fit | undefined;
  readonly isRecommended: boolean;
}

export interface VariantNode {
  readonly kind: 'variant';
  readonly family: ModelFamily;
  readonly variant: ModelVariant;
  readonly fit: Fit | undefined;
  readonly isRecommended: boolean;
}

/** The sections that have something to show; 'available' comes last and always has. */
export function sectionsOf(state: ShopState): readonly SectionNode[] {
  const available = availableFamilies(state).length;
  const sections: readonly SectionNode[] = [
    { kind: 'section', section: 'downloads', count: pending(state).length },
    { kind: 'section', section: 'installed', count: state.installed.length },
    { kind: 'section', section: 'available', count: available },
  ];
  return sections.filter(({ count }) => count > 0);
}

export function childrenOf(state: ShopState, node: ModelNode): readonly ModelNode[] {
  if (node.kind === 'family') return variantsOf(state, node.family);
  if (node.kind !== 'section') return [];
  switch (node.section) {
    case 'downloads':
      return pending(state).map((download) => ({
        kind: 'download',
        download,
        family: familyOf(state, download.ref),
      }));
    case 'installed':
      return state.installed.map((model) => ({
        kind: 'installed',
        model,
        family: familyOf(state, model.ref),
        fit: state.fits.get(model.ref),
        isInUse: model.file === state.inUse,
      }));
    case 'available':
      return availableFamilies(state).map((family) => ({
        kind: 'family',
        family,
        fit: bestFit(state, family),
        isRecommended: family.variants.some(({ ref }) => ref === state.recommended?.ref),
      }));
  }
}

/** The variants of a family that are not on this machine yet. */
export function variantsOf(state: ShopState, family: ModelFamily): readonly VariantNode[] {
  const here = new Set([...state.installed.map(({ ref }) => ref), ...pending(state).map(({ ref }) => ref)]);
  return family.variants
    .filter(({ ref, repository }) => repository !== '' && !here.has(ref))
    .map((variant) => ({
      kind: 'variant',
      family,
      variant,
      fit: state.fits.get(variant.ref),
      isRecommended: variant.ref === state.recommended?.ref,
    }));
}

export function familyOf({ families }: Pick<ShopState, 'families'>, ref: string): ModelFamily | undefined {
  return families.find(({ variants }) => variants.some((variant) => variant.ref === ref));
}

/** A row's name that stays the same while the state changes: VS Code keeps the selection and what is unfolded by it. */
export function nodeId(node: ModelNode): string {
  switch (node.kind) {
    case 'section':
      return `section ${node.section}`;
    case 'installed':
      return `installed ${node.model.file}`; // an imported copy of the bundled model has the same reference
    case 'download':
      return `download ${node.download.ref}`;
    case 'family':
      return `family ${node.family.id}`;
    case 'variant':
      return `variant ${node.variant.ref}`;
  }
}

const fromBest = ['comfortable', 'works', 'too-slow', 'wont-fit'] as const;

function bestFit({ fits }: ShopState, { variants }: ModelFamily): Fit | undefined {
  const known = variants.flatMap(({ ref }) => fits.get(ref) ?? []);
  return known.toSorted((a, b) => rankOf(a) - rankOf(b))[0];
}

/** A fit that is not known ranks before those that are known to be too slow or too large. */
function rankOf(fit: Fit | undefined): number {
  return fromBest.indexOf(fit?.verdict ?? 'works');
}

function pending({ downloads }: ShopState): readonly DownloadState[] {
  return downloads.filter(({ kind }) => kind !== 'done');
}

/** The recommended one first, then by how well they do here, else in the catalogue's order. */
export function availableFamilies(state: ShopState): readonly ModelFamily[] {
  const rank = (family: ModelFamily): number =>
    family.variants.some(({ ref }) => ref === state.recommended?.ref) ? -1 : rankOf(bestFit(state, family));
  return state.families
    .filter((family) => variantsOf(state, family).length > 0)
    .toSorted((a, b) => rank(a) - rank(b));
}
