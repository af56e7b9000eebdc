import type { ModelVariant } from './modelFamily';
import { quantizationOf } from './quantizationOf';

export interface Listing {
  /** Every model file that can be used, the smaller ones first. */
  readonly variants: readonly ModelVariant[];
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
}

/** One row of the hub's list of files. */
export interface ListedFile {
  readonly path: string;
  readonly bytes: number | undefined;
  /** Of files in large-file storage, as all models are. */
  readonly sha256: string | undefined;
}

const partOf = /-(\d{5})-of-(\d{5})\.gguf$/;
/** Parts of models, and measurements: nothing that writes text by itself. */
const notModels = /(?:^|[/._-])(?:mmproj|imatrix|mtp|lora|adapter|vocab)(?:[/._-]|$)/i;

/** The model files among a repository's files. */
export function variantsIn(
  repository: string,
  revision: string | undefined,
  files: readonly ListedFile[],
): Listing {
  const models = files.filter(({ path }) => path.endsWith('.gguf') && !notModels.test(path));
  const refused = models
    .filter(({ path }) => partOf.exec(path)?.[1] === '00001')
    .map(({ path }) => ({
      file: path,
      reason: `The model is split into ${Number(partOf.exec(path)?.[2])} files. Choose one that is whole.`,
    }));
  const whole = models.filter(({ path }) => !partOf.test(path));
  const variants = whole.map(({ path, bytes, sha256 }): ModelVariant => {
    const quantization = quantizationOf(path);
    return {
      ref: quantization === undefined ? `${repository}/${path}` : `${repository}:${quantization}`,
      quantization: quantization ?? '',
      repository,
      revision,
      file: path,
      bytes,
      sha256,
      isVerified: false,
    };
  });
  return { variants: ownRefs(variants).toSorted((a, b) => (a.bytes ?? 0) - (b.bytes ?? 0)), refused };
}

/** Where two files have one quantization, the second and further ones are named by their file. */
function ownRefs(variants: readonly ModelVariant[]): readonly ModelVariant[] {
  const seen = new Set<string>();
  return variants.map((variant) => {
    const ref = seen.has(variant.ref) ? `${variant.repository}/${variant.file}` : variant.ref;
    seen.add(ref);
    return { ...variant, ref };
  });
}
