import { describeNode } from './describeNode';
import { licenceBadge, verdictWords } from './fitWords';
import { variantSize } from './measures';
import { availableFamilies, familyOf, variantsOf, type VariantNode } from './modelNode';
import type { ShopState } from './shopState';

/** What a choice in the list of models does. */
export type Choice =
  | { readonly kind: 'use'; readonly ref: string; readonly file: string }
  | { readonly kind: 'download'; readonly ref: string }
  | { readonly kind: 'command'; readonly command: string };

export interface PickRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  /** Undefined for a line that separates. */
  readonly choice: Choice | undefined;
}

const separator = (label: string): PickRow => ({ label, description: '', detail: '', choice: undefined });

const others: readonly PickRow[] = [
  command(
    '$(folder-opened) Add Model from File…',
    'A GGUF file of yours; it stays where it is.',
    'inkling.addModelFile',
  ),
  command(
    '$(cloud-download) Download Model…',
    'By its name on the hub: owner/repo:Q4_K_M, or an address.',
    'inkling.downloadModel',
  ),
  command(
    '$(search) Find Models on This Machine…',
    'Files that other tools have downloaded.',
    'inkling.findModels',
  ),
  command(
    '$(dashboard) Check This Machine…',
    'Ten seconds; then fit and speed are known.',
    'inkling.checkMachine',
  ),
];

/** Every model that can be chosen: the recommended one first, then what is here, then what can be had. */
export function modelRows(state: ShopState): readonly PickRow[] {
  const variants = availableFamilies(state).flatMap((family) => variantsOf(state, family));
  const first = variants.filter(({ isRecommended }) => isRecommended);
  return [
    ...(first.length > 0 ? [separator('Recommended'), ...first.map((node) => variantPick(node, state))] : []),
    ...(state.installed.length > 0 ? [separator('On this machine'), ...installedPicks(state)] : []),
    separator('More'),
    ...others,
    separator('Available for download'),
    ...variants.filter(({ isRecommended }) => !isRecommended).map((node) => variantPick(node, state)),
  ];
}

/** Only what can be had: for "Download Model…". */
export function downloadRows(state: ShopState): readonly PickRow[] {
  return modelRows(state).filter(({ choice }) => choice?.kind === 'download');
}

export function installedPicks(state: ShopState): readonly PickRow[] {
  return state.installed.map((model) => {
    const node = {
      kind: 'installed',
      model,
      family: familyOf(state, model.ref),
      fit: state.fits.get(model.ref),
      isInUse: model.file === state.inUse,
    } as const;
    const { label, description, icon } = describeNode(node);
    return {
      label: `$(${icon ?? 'file-binary'}) ${label}`,
      description,
      detail: node.fit ? `${node.fit.reason} ${model.file}` : model.file,
      choice: { kind: 'use', ref: model.ref, file: model.file },
    };
  });
}

function variantPick({ family, variant, fit, isRecommended }: VariantNode, state: ShopState): PickRow {
  const words = verdictWords(fit);
  const size = variantSize(variant);
  const reason = isRecommended ? state.recommended?.reason : fit?.reason;
  return {
    label: `$(${isRecommended ? 'star-full' : (words?.icon ?? 'cloud-download')}) ${family.name} ${variant.quantization}`,
    description: [words?.badge ?? '', size, licenceBadge(family.licence)]
      .filter((part) => part !== '')
      .join(' · '),
    detail: reason ?? '',

    choice: { kind: 'download', ref: variant.ref },
  };
}

function command(label: string, detail: string, id: string): PickRow {
  return { label, description: '', detail, choice: { kind: 'command', command: id } };
}
