import { parseArgs } from 'node:util';

export interface Options {
  readonly model: string | undefined;
  readonly quick: boolean;
  /** Groups to measure; all when empty. */
  readonly only: readonly string[];
  /** Where the report goes as JSON. */
  readonly out: string | undefined;
  /** An older report to compare with. */
  readonly compare: string | undefined;
  /** Source code for the memory's bench: a folder. */
  readonly folder: string | undefined;
  readonly help: boolean;
}

export const groups = ['stages', 'memory', 'host', 'keystrokes', 'load', 'fit'] as const;

export const help = `npm run bench -- [--quick] [--model FILE] [--only GROUP,…] [--folder DIR] [--out FILE] [--compare FILE]

Measures what each step of a completion costs, beside what physics or the bare engine would need in the same run.

  --quick         Fewer rounds: less than three minutes.
  --model FILE    The GGUF file; by default the bundled one, else INKLING_BUNDLED_MODEL.
  --only GROUPS   Some of: ${groups.join(', ')}. "fit" holds the estimates for --model
                  against what it takes and does; only when it is named.
  --folder DIR    Source code that the project memory learns; by default src/.
  --out FILE      Writes the report as JSON.
  --compare FILE  Prints what has moved beyond noise since that report.

Nothing is asserted: a figure that misses its target is marked. Close other programs for figures to keep.`;

/** Reads the command line. Throws an Error that says what is wrong with it. */
export function parseOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      model: { type: 'string' },
      quick: { type: 'boolean' },
      only: { type: 'string' },
      out: { type: 'string' },
      compare: { type: 'string' },
      folder: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const only = values.only?.split(',') ?? [];
  const unknown = only.find((name) => !groups.some((group) => group === name));
  if (unknown !== undefined) throw new Error(`There is no group "${unknown}": ${groups.join(', ')}.`);
  const { model, quick = false, out, compare, folder, help: wantsHelp = false } = values;
  return { model, quick, only, out, compare, folder, help: wantsHelp };
}
