import type { ModelSpeed } from '../../completion/ports';
import type { ModelShape } from './modelShape';
import type { MachineProbe } from './probe';

/**
 * Of the bandwidth at which memory can be read, what decoding reaches: each token reads all weights once, and between
 * them the threads wait for each other.
 */
const bandwidthShare = 0.59;
/** The bundled model's matrices are small: larger ones keep the arithmetic units busier while a prompt is read. */
const largerMatricesGain = 1;
/** Unpacking weights of fewer bits costs arithmetic: prefill against that of eight bits, by bits per weight. */
const prefillShares: readonly (readonly [atMostBits: number, share: number])[] = [
  [7.5, 0.8],
  [12, 1],
  [Infinity, 0.8],
];

/**
 * On the processor, from what the bundled model did: decoding is bound by memory, reading a prompt by arithmetic, two
 * operations a weight. A small model lives in the processor's cache, so its decoding says nothing of a large one's.
 */
export function estimateSpeed(
  { fileBytes, parameters }: Pick<ModelShape, 'fileBytes' | 'parameters'>,
  probe: MachineProbe,
): ModelSpeed {
  const secondsToRead = (bytes: number): number => bytes / (probe.bandwidth * bandwidthShare);
  // What a token costs however small the model is: barriers between layers, sampling, the engine's own work.
  const atLeast = Math.max(0, 1 / probe.decodeTokensPerSecond - secondsToRead(probe.model.fileBytes));
  const bits = (fileBytes * 8) / parameters;
  const share = prefillShares.find(([atMost]) => bits <= atMost)?.[1] ?? 1;
  const weightsPerSecond = probe.prefillTokensPerSecond * probe.model.parameters * largerMatricesGain;
  return {
    decodeTokensPerSecond: 1 / (secondsToRead(fileBytes) + atLeast),
    prefillTokensPerSecond: (weightsPerSecond * share) / parameters,
  };
}
