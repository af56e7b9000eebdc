import { parseArgs } from 'node:util';

export interface Options {
  readonly help: boolean;
  readonly quick: boolean;
  /** Folders or JSONL files; none is the default corpus. */
  readonly corpora: readonly string[];
  /** Model files; two to compare. None is the bundled one. */
  readonly models: readonly string[];
  /** Settings that differ from the extension's defaults, as NAME=VALUE. */
  readonly changes: readonly string[];
  readonly languages: readonly string[];
  readonly holes: number;
  readonly seed: number;
  /** The folder of the report. */
  readonly out: string;
}

/** The arguments make no sense; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A run of this many takes less than three minutes with the bundled model on two cores. */
const quickHoles = 120;
const usualHoles = 540;

/** Reads the command line. Throws `UsageError`. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parsed(args);
  const { quick = false } = values;
  return {
    help: values.help ?? false,
    quick,
    corpora: values.corpus ?? [],
    models: values.model ?? [],
    changes: values.set ?? [],
    languages: values.language ?? [],
    holes: wholeNumber('--holes', values.holes, quick ? quickHoles : usualHoles),
    seed: wholeNumber('--seed', values.seed, 1),
    out: values.out ?? 'build/lab',
  };
}

function wholeNumber(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  if (!/^\d+$/.test(text)) throw new UsageError(`${name} needs a whole number, not "${text}".`);
  return Number(text);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean' },
        corpus: { type: 'string', multiple: true },
        model: { type: 'string', multiple: true },
        set: { type: 'string', multiple: true },
        language: { type: 'string', multiple: true },
        holes: { type: 'string' },
        seed: { type: 'string' },
        out: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
