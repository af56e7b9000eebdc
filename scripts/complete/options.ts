import { parseArgs } from 'node:util';

export type Options = SingleOptions | BatchOptions | { readonly kind: 'help' };

export interface SingleOptions extends SharedOptions {
  readonly kind: 'single';
  readonly file: string;
  /** Counted from 1, as editors show them; the column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** Other files that count as open in the editor, the most recently used first. */
  readonly open: readonly string[];
  readonly json: boolean;
}

export interface BatchOptions extends SharedOptions {
  readonly kind: 'batch';
  readonly input: string;
  readonly output: string;
}

export interface SharedOptions {
  /** The model file; undefined is the bundled one. */
  readonly model: string | undefined;
  /** Files of LoRA adapters for it, at full scale. */
  readonly adapters: readonly string[];
  /** As if invoked by hand, and not as if the cursor had come there by typing. */
  readonly manual: boolean;
  readonly quiet: boolean;
  /** A folder whose code files are known, as those of an editor's workspace are. */
  readonly workspace: string | undefined;
}

/** The arguments make no sense; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the command line. Throws `UsageError`. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  if (values.help) return { kind: 'help' };
  const { model, adapter: adapters = [], workspace } = values;
  const { manual = false, quiet = false, json = false, open = [] } = values;
  const shared = { model, adapters, manual, quiet, workspace };
  if (values.batch === undefined) {
    const [place, ...more] = positionals;
    if (place === undefined || more.length > 0) throw new UsageError('Name one place, as FILE:LINE:COLUMN.');
    if (values.out !== undefined) throw new UsageError('--out belongs to --batch.');
    return { kind: 'single', ...parsePlace(place), open, json, ...shared };
  }
  if (positionals.length > 0 || open.length > 0) {
    throw new UsageError('--batch takes its places and open files from its input.');
  }
  if (values.out === undefined)
    throw new UsageError('--batch needs --out FILE, or --out - for standard output.');
  return { kind: 'batch', input: values.batch, output: values.out, ...shared };
}

function parsePlace(place: string): {
  readonly file: string;
  readonly line: number;
  readonly column: number;
} {
  const match = /^(.+):(\d+):(\d+)$/.exec(place);
  const [, file, line, column] = match ?? [];
  if (file === undefined || Number(line) < 1 || Number(column) < 1) {
    throw new UsageError(`"${place}" is not FILE:LINE:COLUMN; lines and columns count from 1.`);
  }
  return { file, line: Number(line), column: Number(column) };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        batch: { type: 'string' },
        out: { type: 'string' },
        open: { type: 'string', multiple: true },
        model: { type: 'string' },
        adapter: { type: 'string', multiple: true },
        workspace: { type: 'string' },
        manual: { type: 'boolean' },
        json: { type: 'boolean' },
        quiet: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
