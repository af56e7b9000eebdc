import type { ModelFamily, ModelVariant } from '../catalogue/modelFamily';
import type { Fit } from './fit';
import { fitOf } from './fitOf';
import { machineIdentity } from './machine';
import type { Machine } from './machine';
import { isCurrent } from './probe';
import type { MachineProbe } from './probe';
import { recallSpeed, speedKey } from './speedBook';
import type { SpeedBook } from './speedBook';
import { shapeOfVariant } from './typicalShapes';

export interface Circumstances {
  readonly machine: Machine;
  readonly probe: MachineProbe | undefined;
  readonly engine: string;
  readonly speeds: SpeedBook;
  readonly contextTokens: number;
}

export interface Choice {
  readonly family: ModelFamily;
  readonly variant: ModelVariant;
  readonly fit: Fit;
}

export interface Recommendation extends Choice {
  /** One sentence: why this one. */
  readonly reason: string;
}

/** Every variant of the catalogue with how it would do here, in the catalogue's order. */
export function fitAll(families: readonly ModelFamily[], circumstances: Circumstances): readonly Choice[] {
  const { machine, engine, speeds, contextTokens } = circumstances;
  const identity = machineIdentity(machine);
  const probe =
    circumstances.probe && isCurrent(circumstances.probe, identity, engine) ? circumstances.probe : undefined;
  return families.flatMap((family) =>
    family.variants.map((variant) => {
      const shape = shapeOfVariant(family, variant);
      const measured =
        variant.bytes === undefined
          ? undefined
          : recallSpeed(speeds, speedKey({ file: variant.file, bytes: variant.bytes }), identity);
      return { family, variant, fit: fitOf({ shape, machine, contextTokens, probe, measured }) };
    }),
  );
}

/** The model to take on this machine; undefined when none of them is usable. */
export function chooseModel(
  families: readonly ModelFamily[],
  circumstances: Circumstances,
): Recommendation | undefined {
  const usable = fitAll(families, circumstances).filter(
    ({ fit: { verdict } }) => verdict === 'comfortable' || verdict === 'works',
  );
  const [best] = [...usable].sort((a, b) => compare(ranks(a), ranks(b)));
  return best && { ...best, reason: reasonFor(best) };
}

/**
 * What counts more comes first, and less is better. A licence that forbids work, and a model that can't see the text
 * behind the caret, are worse than any lack of size; among what keeps up with typing, more weights know more.
 */
function ranks({ family, variant, fit }: Choice): readonly number[] {
  return [
    family.licence.commercialUse === 'no' ? 1 : 0,
    family.kind === 'fill-in-the-middle' ? 0 : 1,
    fit.verdict === 'comfortable' ? 0 : 1,
    family.licence.commercialUse === 'free' ? 0 : 1,
    // The bundled file needs no confirmation, and is what there is without a recommendation.
    variant.isVerified && variant.repository !== '' ? 0 : 1,
    // Among models that lag behind typing, the one that lags least.
    fit.verdict === 'comfortable' ? -family.parameters : (fit.ttftMs ?? fit.memoryBytes),
    -(variant.bytes ?? 0),
  ];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((rank, at) => rank !== b[at]);
  return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

function reasonFor({ family, fit }: Choice): string {
  const licence = family.licence.commercialUse === 'free' ? `, ${family.licence.name} licence` : '';
  const kind = family.kind === 'fill-in-the-middle' ? 'fills in the middle of code' : 'continues code';
  const which =
    fit.verdict === 'comfortable' ? 'The largest that keeps up with typing here' : 'The best that runs here';
  return `${which}: it ${kind}${licence}.`;
}
