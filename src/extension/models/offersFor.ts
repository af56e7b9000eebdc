import { findVariant, pickVariant } from '../../model/catalogue/findVariant';
import type { ModelFamily, ModelVariant } from '../../model/catalogue/modelFamily';
import { parseModelReference } from '../../model/catalogue/modelReference';
import { variantsIn, type ListedFile } from '../../model/catalogue/variantsIn';
import { accessFor, type HubAccess } from '../../model/download/httpPort';
import { askTree, listRepository } from '../../model/download/hubTree';
import { ModelError } from '../../model/errors';
import type { Offer } from './modelShop';

/**
 * What can be downloaded under a reference: the catalogue's file, or what the hub's repository has.
 * @throws ModelError not-found, when the reference means nothing that can be downloaded; what `listRepository` throws;
 * `signal.reason`.
 */
export async function offersFor(
  reference: string,
  families: readonly ModelFamily[],
  hub: HubAccess,
  signal: AbortSignal,
): Promise<readonly Offer[]> {
  const listed = families.flatMap((family) => family.variants.map((variant) => ({ family, variant })));
  const exact = listed.find(({ variant }) => variant.ref === reference);
  if (exact) return [await withSize(exact, hub, signal)];
  const meant = parseModelReference(reference);
  const known = findVariant(meant, families);
  if (known) return [await withSize(known, hub, signal)];
  if (meant.kind === 'unclear') throw unusable(reference, meant.problem);
  if (meant.kind !== 'hub') throw unusable(reference, 'That names nothing on the hub.');
  const { repository, revision, file, quantization } = meant;
  const { endpoint } = meant;
  const access = accessFor({ endpoint }, hub);
  const files = await listRepository(repository, revision ?? 'main', access, signal).catch(onlyNamed);
  const { variants, refused } = variantsIn(repository, revision, files);
  const wanted = chosen(variants, file, quantization);
  if (wanted.length > 0) {
    return wanted.map((variant) => ({
      variant: endpoint === undefined ? variant : { ...variant, endpoint },
      family: undefined,
    }));
  }
  throw unusable(reference, refused[0]?.reason ?? 'The hub shows no such model file there.');

  /** Mirrors have files, and not always lists of them: a file that is named can be asked for all the same. */
  function onlyNamed(error: unknown): readonly ListedFile[] {
    const hasNoList = error instanceof ModelError && error.code === 'not-on-hub';
    if (file === undefined || !hasNoList) throw error;
    return [{ path: file, bytes: undefined, sha256: undefined }];
  }
}

/** Nobody should say yes to a file of unknown size: the hub is asked for its list. Mirrors may have none. */
async function withSize(offer: Offer, hub: HubAccess, signal: AbortSignal): Promise<Offer> {
  const { variant } = offer;
  if (isSizeKnown(variant)) return offer;
  const listed = await askTree(variant.repository, variant.revision ?? 'main', variant.file, hub, signal);
  return listed ? { ...offer, variant: { ...variant, approximateBytes: listed.bytes } } : offer;
}

export function isSizeKnown({ bytes, approximateBytes }: ModelVariant): boolean {
  return bytes !== undefined || approximateBytes !== undefined;
}

function chosen(
  variants: readonly ModelVariant[],
  file: string | undefined,
  quantization: string | undefined,
): readonly ModelVariant[] {
  if (file !== undefined) return variants.filter((variant) => variant.file === file);
  if (quantization === undefined) return variants;
  const one = pickVariant(variants, quantization);
  return one ? [one] : [];
}

function unusable(reference: string, problem: string): ModelError {
  return new ModelError(
    'not-found',
    `${reference}: ${problem}`,
    'Write owner/repo:Q4_K_M, or the address of a .gguf file.',
  );
}
