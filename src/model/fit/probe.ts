import { Fields } from '../parseFields';

/** What this machine did with the bundled model in the ten-second probe. Plain data, to be kept. */
export interface MachineProbe {
  /** See `machineIdentity`: a probe of another machine says nothing about this one. */
  readonly machine: string;
  /** The engine's version. */
  readonly engine: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly threads: number;
  /** The model that was run: the bytes and the weights that each token takes. */
  readonly model: { readonly name: string; readonly fileBytes: number; readonly parameters: number };
  readonly prefillTokensPerSecond: number;
  readonly decodeTokensPerSecond: number;
  /** Reading memory that no cache holds, with as many threads as the model has, in bytes a second. */
  readonly bandwidth: number;
}

/** Whether the probe still speaks of this machine and this engine. */
export function isCurrent(probe: MachineProbe, machine: string, engine: string): boolean {
  return probe.machine === machine && probe.engine === engine;
}

const most = 1e15;

/** A probe that was kept as JSON. Throws `BadMessage`. */
export function parseProbe(value: unknown): MachineProbe {
  const fields = new Fields(value);
  const model = fields.object('model');
  return {
    machine: fields.text('machine'),
    engine: fields.text('engine'),
    at: fields.number('at', 0, most),
    threads: fields.count('threads'),
    model: {
      name: model.text('name'),
      fileBytes: model.number('fileBytes', 1, most),
      parameters: model.number('parameters', 1, most),
    },
    prefillTokensPerSecond: fields.number('prefillTokensPerSecond', Number.MIN_VALUE, most),
    decodeTokensPerSecond: fields.number('decodeTokensPerSecond', Number.MIN_VALUE, most),
    bandwidth: fields.number('bandwidth', 1, most),
  };
}
