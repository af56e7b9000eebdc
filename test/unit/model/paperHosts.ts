import { ModelError } from '../../../src/model/errors';
import type { Placement } from '../../../src/model/gpu/placement';
import { RemoteModel } from '../../../src/model/remoteModel';
import type { RunningHost, StartOptions } from '../../../src/model/startHost';
import { quiet } from '../../fakes/manualClock';

const nothing = (): void => undefined;
export const died = new ModelError('host-died', 'The process has ended.', 'Restart.');

export type Outcome = (start: StartOptions) => ModelError | 'never' | undefined;
export const allGood: Outcome = () => undefined;

/** Hosts that exist on paper. `outcome` decides what becomes of a start. */
export class PaperHosts {
  readonly started: StartOptions[] = [];
  readonly running = new Set<number>();
  readonly #deaths = new Map<number, (error: ModelError) => void>();
  outcome = allGood;

  readonly start = async (options: StartOptions, signal: AbortSignal): Promise<RunningHost> => {
    this.started.push(options);
    const outcome = this.outcome(options);
    if (outcome === 'never')
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason);
        });
      });
    if (outcome instanceof ModelError) throw outcome;
    const pid = this.started.length;
    this.running.add(pid);
    let end: (error: ModelError) => void = nothing;
    const ended = new Promise<ModelError>((resolve) => (end = resolve));
    this.#deaths.set(pid, end);
    const fim = { layout: 'psm', files: 'none', fileHeader: 'path', repo: false } as const;
    const measured = {
      speed: { prefillTokensPerSecond: 1, decodeTokensPerSecond: 1 },
      charactersPerToken: 3,
    };
    const backend = options.options.gpu === 'off' ? 'cpu' : options.options.gpu;
    const placement: Placement = {
      backend,
      device: 'A card',
      gpuLayers: backend === 'cpu' ? 0 : 2,
      layers: 2,
    };
    const card = {
      name: options.file,
      fim,
      contextTokens: 100,
      fileBytes: 1,
      threads: 1,
      placement,
      measured,
    };
    const line = { send: nothing, onMessage: nothing, onClose: nothing, close: nothing };
    const stop = async (): Promise<void> => {
      this.running.delete(pid);
      end(died);
    };
    return { pid, model: new RemoteModel(line, card), card, ended, stop };
  };

  async die(pid: number): Promise<void> {
    this.running.delete(pid);
    this.#deaths.get(pid)?.(died);
    await quiet();
  }
}
