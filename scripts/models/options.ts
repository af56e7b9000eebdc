import { parseArgs } from 'node:util';

export type Command =
  | { readonly kind: 'help' | 'list' | 'probe' | 'find' }
  | { readonly kind: 'download' | 'remove'; readonly ref: string }
  | { readonly kind: 'verify'; readonly ref: string | undefined }
  | { readonly kind: 'export-kit'; readonly folder: string; readonly ref: string }
  | { readonly kind: 'import-kit'; readonly folder: string };

export interface Options {
  readonly command: Command;
  readonly json: boolean;
  readonly endpoint: string | undefined;
  readonly modelsFolder: string | undefined;
  readonly tokenVariable: string | undefined;
}

/** The arguments make no sense; the message says how. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the command line. Throws `UsageError`. */
export function parseOptions(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  const [word, ...rest] = positionals;
  const { json = false, endpoint } = values;
  if (endpoint !== undefined && !/^https?:\/\/./.test(endpoint)) {
    throw new UsageError(`--endpoint ${endpoint} is not an address.`);
  }
  return {
    command: values.help ? { kind: 'help' } : parseCommand(word, rest),
    json,
    endpoint,
    modelsFolder: values['models-dir'],
    tokenVariable: values['token-env'],
  };
}

function parseCommand(word: string | undefined, rest: readonly string[]): Command {
  const [first, second] = rest;
  switch (word) {
    case 'list':
    case 'probe':
    case 'find':
      return exactly(rest, 0, 0, { kind: word });
    case 'download':
    case 'remove':
      return exactly(rest, 1, 1, { kind: word, ref: first ?? '' });
    case 'verify':
      return exactly(rest, 0, 1, { kind: word, ref: first });
    case 'export-kit':
      return exactly(rest, 2, 2, { kind: word, folder: first ?? '', ref: second ?? '' });
    case 'import-kit':
      return exactly(rest, 1, 1, { kind: word, folder: first ?? '' });
    case undefined:
      throw new UsageError('Name a command.');
    default:
      throw new UsageError(`There is no command "${word}".`);
  }
}

function exactly(rest: readonly string[], least: number, most: number, command: Command): Command {
  if (rest.length >= least && rest.length <= most) return command;
  throw new UsageError(
    `"${command.kind}" takes ${least === most ? least : `${least} or ${most}`} names, and not ${rest.length}.`,
  );
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        endpoint: { type: 'string' },
        'models-dir': { type: 'string' },
        'token-env': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
