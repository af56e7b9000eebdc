import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Place } from './batchRow';
import { exitCodes } from './help';
import { languageIdOf } from '../../src/completion/syntax/languageOfPath';
import { toLf } from './lineEnds';
import { UsageError, type SingleOptions } from './options';
import type { Outcome } from './outcome';
import { describeTimings, drawCompletion } from './showOutcome';

/** Reads the files that the options name. Throws `UsageError` when one can't be read or the place is not in it. */
export async function readPlace({
  file,
  line,
  column,
  open,
  workspace = '.',
}: SingleOptions): Promise<Place> {
  const text = await readText(file);
  const files = await Promise.all(
    open.map(async (other) => ({ path: pathFor(other, workspace), text: await readText(other) })),
  );
  return {
    path: pathFor(file, workspace),
    languageId: languageIdOf(file),
    text,
    offset: offsetOf(text, file, line, column),
    files,
  };
}

/** Prints what completing the place came to and returns the exit code. */
export function printOutcome(outcome: Outcome, place: Place, { json, quiet }: SingleOptions): number {
  const { completion, reason, replace } = outcome;
  const code = completion === null ? exitCodes.nothing : exitCodes.shown;
  if (json) console.log(JSON.stringify(outcome));
  else if (quiet) process.stdout.write(completion ?? '');
  else {
    const lf = toLf(place.text);
    const drawing =
      completion === null
        ? `Nothing to show: ${reason ?? 'the engine gave no reason'}.`
        : drawCompletion(lf.text, lf.offset(place.offset), toLf(completion).text, replace);
    console.log(`${drawing}\n\n${describeTimings(outcome)}`);
  }
  return code;
}

/** Line and column count from 1; a column may be one behind the line's last character. */
export function offsetOf(text: string, file: string, line: number, column: number): number {
  const lines = text.split('\n');
  const content = lines[line - 1]?.replace(/\r$/, '');
  if (content === undefined) throw new UsageError(`${file} has ${lines.length} lines, not ${line}.`);
  if (column > content.length + 1) {
    throw new UsageError(`Line ${line} of ${file} ends at column ${content.length + 1}, before ${column}.`);
  }
  return lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, column - 1);
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** As an editor would call it that has the folder open. */
function pathFor(file: string, folder: string): string {
  const relative = path.relative(folder, file);
  return (relative.startsWith('..') ? path.basename(file) : relative).replaceAll('\\', '/');
}
