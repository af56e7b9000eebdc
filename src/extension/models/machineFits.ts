import type { ModelFamily } from '../../model/catalogue/modelFamily';
import { engineVersion } from '../../model/engineVersion';
import { chooseModel, fitAll, type Circumstances } from '../../model/fit/chooseModel';
import type { Fit } from '../../model/fit/fit';
import { fitOf } from '../../model/fit/fitOf';
import { machineIdentity, type Machine } from '../../model/fit/machine';
import type { MachineNotebook } from '../../model/fit/machineNotes';
import { isCurrent, type MachineProbe } from '../../model/fit/probe';
import { probeMachine, type ProbeParts } from '../../model/fit/probeMachine';
import { readMachine } from '../../model/fit/readMachine';
import { recallSpeed, speedKey } from '../../model/fit/speedBook';
import { describeGraphics } from '../../model/gpu/describeGraphics';
import type { GpuScout } from '../../model/gpu/gpuScout';
import { inspectModelFile } from '../../model/inspectModelFile';
import type { InstalledModel } from '../../model/store/installedModel';
import type { Report } from './modelShop';
import { preferredVariants } from './preferredVariants';
import type { Recommendation } from './shopState';

export interface MachineFitsParts extends Pick<ProbeParts, 'start' | 'measureBandwidth' | 'now' | 'today'> {
  readonly notebook: MachineNotebook;
  readonly scout: Pick<GpuScout, 'ask' | 'gpus'>;
  contextTokens(): number;
  /** The quantization that the user prefers, or 'auto'. */
  preference(): string;
  bundledFile(): Promise<string | undefined>;
}

export interface Fits {
  readonly machine: Machine;
  readonly probe: MachineProbe | undefined;
  readonly fits: ReadonlyMap<string, Fit>;
  readonly recommended: Recommendation | undefined;
}

/** How the models of the catalogue and those that are here do on this machine. */
export class MachineFits {
  readonly #parts: MachineFitsParts;

  constructor(parts: MachineFitsParts) {
    this.#parts = parts;
  }

  /** Reads headers and notes; measures nothing. */
  async judge(families: readonly ModelFamily[], installed: readonly InstalledModel[]): Promise<Fits> {
    const circumstances = await this.#circumstances();
    const choices = fitAll(families, circumstances);
    const fits = new Map(choices.map(({ variant, fit }) => [variant.ref, fit]));
    for (const model of installed) {
      const fit = await fitOfFile(model, circumstances);
      if (fit) fits.set(model.ref, fit);
    }
    const best = chooseModel(preferredVariants(families, this.#parts.preference()), circumstances);
    const isHere = best && installed.some(({ ref }) => ref === best.variant.ref);
    // Without a measurement every recommendation would be a guess.
    const knows = best !== undefined && best.fit.basis !== 'unknown';
    const { machine, probe } = circumstances;
    return {
      machine,
      probe,
      fits,
      recommended: knows && !isHere ? { ref: best.variant.ref, reason: best.reason } : undefined,
    };
  }

  /**
   * The ten-second probe, then a question to the graphics cards; both are kept. Resolves to sentences about the cards.
   * Throws like `probeMachine`.
   */
  async probe(report: Report, signal: AbortSignal): Promise<readonly string[]> {
    const { start, measureBandwidth, now, today } = this.#parts;
    const file = await this.#parts.bundledFile();
    if (file === undefined) return this.#askGraphics(report, signal);
    const machine = await readMachine();
    const parts = { start, measureBandwidth, now, today, machine, engine: engineVersion, file };
    const tell = (share: number): void => {
      report('reading and writing with the bundled model', share);
    };
    const probe = await probeMachine(parts, tell, signal);
    await this.#parts.notebook.update((notes) => ({ ...notes, probe }));
    return this.#askGraphics(report, signal);
  }

  async #askGraphics(report: Report, signal: AbortSignal): Promise<readonly string[]> {
    report('asking for graphics cards');
    return describeGraphics(await this.#parts.scout.ask(signal));
  }

  async #circumstances(): Promise<Circumstances> {
    const { notebook, scout } = this.#parts;
    const { probe, speeds } = await notebook.read();
    const machine = await readMachine(await scout.gpus());
    return { machine, probe, speeds, engine: engineVersion, contextTokens: this.#parts.contextTokens() };
  }
}

/** From the file's own header; undefined when it is no model that can be used. */
async function fitOfFile(
  model: InstalledModel,
  { machine, probe, speeds, engine, contextTokens }: Circumstances,
): Promise<Fit | undefined> {
  try {
    const shape = await inspectModelFile(model.file, Infinity);
    const identity = machineIdentity(machine);
    return fitOf({
      shape,
      machine,
      contextTokens,
      probe: probe && isCurrent(probe, identity, engine) ? probe : undefined,
      measured: recallSpeed(speeds, speedKey(model), identity),
    });
  } catch {
    // Gone, or not a model any more: loading it says so.
    return undefined;
  }
}
