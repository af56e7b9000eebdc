import { parseBenchmarkRecord, type BenchmarkRecord } from '../../lab/benchmarkRecord';
import type { BenchmarkProgress } from '../../lab/benchmark';
import type { CorpusFile } from '../../lab/hole';
import { BadMessage, Fields } from '../../model/parseFields';

/** What the shell and the lab's process say to each other. Plain data, so that JSON loses nothing. */

/** To the lab's process, once. */
export interface Order {
  readonly files: readonly CorpusFile[];
  readonly models: readonly NamedModel[];
  /** Below "inkling.", as they are written; the lab's process parses them as the shell does. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly places: number;
  readonly seed: number;
}

export interface NamedModel {
  readonly name: string;
  /** The whole path. */
  readonly file: string;
}

/** From the lab's process; all but 'progress' end it. */
export type News =
  | ({ readonly type: 'progress' } & BenchmarkProgress)
  | { readonly type: 'done'; readonly record: BenchmarkRecord; readonly html: string }
  /** The code has no places to ask for. */
  | { readonly type: 'nothing' }
  | { readonly type: 'failed'; readonly message: string };

/** Throws `BadMessage`. */
export function parseOrder(value: unknown): Order {
  const fields = new Fields(value);
  const settings = fields.raw('settings');
  if (typeof settings !== 'object' || settings === null) throw new BadMessage('settings is not an object');
  return {
    files: fields.list('files').map((file) => {
      const given = new Fields(file);
      return {
        package: given.text('package'),
        path: given.text('path'),
        languageId: given.text('languageId'),
        text: given.text('text'),
      };
    }),
    models: fields.list('models').map((model) => {
      const given = new Fields(model);
      return { name: given.text('name'), file: given.text('file') };
    }),
    settings: Object.fromEntries(Object.entries(settings)),
    places: fields.count('places'),
    seed: fields.count('seed'),
  };
}

/** Throws `BadMessage`. */
export function parseNews(value: unknown): News {
  const fields = new Fields(value);
  const type = fields.oneOf('type', ['progress', 'done', 'nothing', 'failed']);
  switch (type) {
    case 'progress':
      return { type, model: fields.text('model'), done: fields.count('done'), all: fields.count('all') };
    case 'done':
      return { type, record: parseBenchmarkRecord(fields.raw('record')), html: fields.text('html') };
    case 'nothing':
      return { type };
    case 'failed':
      return { type, message: fields.text('message') };
  }
}
