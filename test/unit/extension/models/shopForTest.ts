import type { ModelFamily, ModelVariant } from '../../../../src/model/catalogue/modelFamily';
import type { Fit } from '../../../../src/model/fit/fit';
import type { InstalledModel } from '../../../../src/model/store/installedModel';

export function variant(ref: string): ModelVariant {
  const [repository = '', quantization = ''] = ref.split(':');
  return {
    ref,
    quantization,
    repository,
    revision: undefined,
    file: `${quantization}.gguf`,
    bytes: 100_000_000,
    sha256: undefined,
    isVerified: false,
  };
}

export function family(id: string, variants: readonly ModelVariant[]): ModelFamily {
  return {
    id,
    name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
    publisher: 'Acme',
    kind: 'fill-in-the-middle',
    licence: { name: 'Apache-2.0', url: 'https://example.org/licence', commercialUse: 'free' },
    parameters: 1_540_000_000,
    contextTokens: 32_768,
    languages: ['python'],
    fim: { layout: 'psm', files: 'tokens', fileHeader: 'path', repo: true, tokens: {}, stops: [] },
    quality: [{ benchmark: 'Holes', score: 42, source: 'a paper' }],
    card: `https://example.org/${id}`,
    isGated: false,
    variants,
  };
}

export function installed(ref: string, origin: InstalledModel['origin']): InstalledModel {
  return {
    ref,
    name: ref,
    file: `/models/${ref}`,
    origin,
    bytes: 100_000_000,
    sha256: undefined,
    source: undefined,
    addedAt: 0,
    verifiedAt: undefined,
    tool: undefined,
  };
}

export function fit(verdict: Fit['verdict']): Fit {
  return {
    verdict,
    memoryBytes: 200_000_000,
    ttftMs: 80,
    decodeTokensPerSecond: 20,
    prefillTokensPerSecond: 200,
    basis: 'estimated',
    reason: 'Because.',
  };
}
