import { backendNames } from './gpuBackend';
import type { BackendReport } from './gpuScout';

/** What the graphics cards of this machine are worth to a model, a sentence for each back-end that could drive one. */
export function describeGraphics(reports: readonly BackendReport[]): readonly string[] {
  const installed = reports.filter(({ isInstalled }) => isInstalled);
  if (installed.length === 0) return ['No engine for a graphics card is installed.'];
  return installed.map(({ backend, answer }) => {
    const name = backendNames[backend];
    if (answer === undefined) return `${name} has not been asked yet.`;
    if (answer.kind === 'works') {
      const { name: card, totalBytes } = answer.gpu;
      return `${name} drives ${card} with ${(totalBytes / 1e9).toFixed(1)} GB.`;
    }
    if (answer.kind === 'absent') return `${name} is not used: ${answer.why}`;
    return `${name} is left out until its driver or its engine changes: ${answer.why}`;
  });
}
