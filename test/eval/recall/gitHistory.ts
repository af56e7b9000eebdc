import { execFileSync } from 'node:child_process';

const mostBytes = 1 << 30;

/** One changed place of a file, in lines from 0. */
export interface Hunk {
  readonly oldEnd: number;
  readonly start: number;
  readonly count: number;
}

/** A repository's past, as git tells it. */
export class GitHistory {
  readonly #folder: string;
  readonly #texts = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Oldest first, without the first one and without merges. */
  commits(): readonly string[] {
    const log = ['log', '--no-merges', '--reverse', '--format=%h', '--', '*.ts'];
    return this.#git(log).trim().split('\n').slice(1);
  }

  /** The sources' texts by their paths. */
  files(commit: string): ReadonlyMap<string, string> {
    const found = [...this.#git(['ls-tree', '-r', commit]).matchAll(/^\d+ blob (\w+)\t(.*\.(?:ts|mjs))$/gm)];
    const blobs = found.map(([, blob = '', path = '']) => ({ blob, path }));
    this.#read(blobs.map(({ blob }) => blob).filter((blob) => !this.#texts.has(blob)));
    return new Map(blobs.map(({ blob, path }) => [path, this.#texts.get(blob) ?? '']));
  }

  /** What a commit changed in files that were there before. */
  hunks(commit: string): ReadonlyMap<string, readonly Hunk[]> {
    const diff = this.#git(['diff', '-U0', '--diff-filter=M', '--no-renames', `${commit}^`, commit]);
    const hunks = new Map<string, readonly Hunk[]>();
    let path = '';
    for (const line of diff.split('\n')) {
      path = /^\+\+\+ b\/(.*)$/.exec(line)?.[1] ?? path;
      const [, from, lost = '1', to, gained = '1'] =
        /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [];
      if (from === undefined || !/\.(?:ts|mjs)$/.test(path)) continue;
      const oldEnd = lost === '0' ? Number(from) : Number(from) - 1 + Number(lost);
      const hunk = { oldEnd, start: Number(to) - 1, count: Number(gained) };
      hunks.set(path, [...(hunks.get(path) ?? []), hunk]);
    }
    return hunks;
  }

  #read(blobs: readonly string[]): void {
    if (blobs.length === 0) return;
    const input = `${blobs.join('\n')}\n`;
    const all = execFileSync('git', ['-C', this.#folder, 'cat-file', '--batch'], {
      input,
      maxBuffer: mostBytes,
    });
    let at = 0;
    for (const blob of blobs) {
      const start = all.indexOf('\n', at) + 1;
      const end = start + Number(all.toString('utf8', at, start).split(' ')[2]);
      this.#texts.set(blob, all.toString('utf8', start, end));
      at = end + 1;
    }
  }

  #git(args: readonly string[]): string {
    const options = { maxBuffer: mostBytes, encoding: 'utf8' } as const;
    return execFileSync('git', ['-C', this.#folder, ...args], options);
  }
}
