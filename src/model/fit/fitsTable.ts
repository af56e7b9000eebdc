import type { Fit } from './fit';
import type { Machine } from './machine';
import type { MachineProbe } from './probe';

/** The machine, the probe and a line for each model by its reference, as text for a terminal. */
export function fitsTable(
  machine: Machine,
  probe: MachineProbe | undefined,
  fits: ReadonlyMap<string, Fit>,
): readonly string[] {
  const { processor, physicalCores, threads, instructionSets, totalMemory, freeMemory, gpus } = machine;
  return [
    `Processor  ${processor}, ${physicalCores} cores, ${threads} for the model`,
    `Can do     ${instructionSets.join(' ') || 'not told by this system'}`,
    `Memory     ${gigabytes(freeMemory)} of ${gigabytes(totalMemory)} free`,
    ...gpus.map(({ name, backend, freeBytes, totalBytes }) => {
      return `Graphics   ${name} (${backend}), ${gigabytes(freeBytes)} of ${gigabytes(totalBytes)} free`;
    }),
    ...(probe ? probeLines(probe) : ['Speed      not measured yet']),
    '',
    ...columns([
      ['model', 'verdict', 'memory', 'first word', 'tokens/s', 'by'],
      ...[...fits].map(([ref, fit]) => [
        ref,
        fit.verdict,
        gigabytes(fit.memoryBytes),
        fit.ttftMs === undefined ? '-' : `${fit.ttftMs.toFixed(0)} ms`,
        fit.decodeTokensPerSecond?.toFixed(1) ?? '-',
        fit.basis,
      ]),
    ]),
  ];
}

function probeLines(probe: MachineProbe): readonly string[] {
  const { model, prefillTokensPerSecond, decodeTokensPerSecond, bandwidth } = probe;
  const reads = prefillTokensPerSecond.toFixed(0);
  const writes = decodeTokensPerSecond.toFixed(0);
  return [
    `Speed      ${model.name} reads ${reads} and writes ${writes} tokens a second`,
    `Bandwidth  ${gigabytes(bandwidth)} a second of memory`,
  ];
}

/** Texts to the left, and each column as wide as its widest entry. */
function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
