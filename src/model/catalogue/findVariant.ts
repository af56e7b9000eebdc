import type { ModelReference } from './modelReference';
import type { ModelFamily, ModelVariant } from './modelFamily';

export interface FamilyVariant {
  readonly family: ModelFamily;
  readonly variant: ModelVariant;
}

/** Half the size of Q8_0 at little loss first; what nobody needs for completing code last. */
const preference: readonly string[] = [
  'Q4_K_M',
  'Q5_K_M',
  'Q6_K',
  'Q8_0',
  'Q4_K_S',
  'Q4_0',
  'F16',
  'BF16',
  'F32',
];

/** What the catalogue knows under this reference; undefined when only the hub or the disk can tell. */
export function findVariant(
  reference: ModelReference,
  families: readonly ModelFamily[],
): FamilyVariant | undefined {
  for (const family of families) {
    const variant = pickVariant(
      family.variants.filter((candidate) => isMeant(reference, family, candidate)),
      'quantization' in reference ? reference.quantization : undefined,
    );
    if (variant) return { family, variant };
  }
  return undefined;
}

/** The variant with this quantization; without one, the best compromise of size and quality that is there. */
export function pickVariant(
  variants: readonly ModelVariant[],
  quantization: string | undefined,
): ModelVariant | undefined {
  if (quantization !== undefined) {
    return variants.find((variant) => variant.quantization.toUpperCase() === quantization.toUpperCase());
  }
  const rank = (variant: ModelVariant): number => {
    const at = preference.indexOf(variant.quantization);
    return at < 0 ? preference.length : at;
  };
  return variants.toSorted((a, b) => rank(a) - rank(b))[0];
}

function isMeant(reference: ModelReference, family: ModelFamily, variant: ModelVariant): boolean {
  switch (reference.kind) {
    case 'family':
      return family.id === reference.id;
    case 'bundled':
      return variant.ref === `inkling:${reference.name}`;
    case 'hub': {
      const { repository, file, revision, endpoint } = reference;
      if (endpoint !== undefined || variant.repository.toLowerCase() !== repository.toLowerCase())
        return false;
      if (file !== undefined && variant.file !== file) return false;
      return revision === undefined || revision === variant.revision;
    }
    case 'path':
    case 'unclear':
      return false;
  }
}
