import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Proposal } from '../../src/completion/memory/proposal';
import { ProjectMemory } from '../../src/completion/memory/projectMemory';

/**
 * What the project memory costs and what copying alone gets right, over one folder of source code.
 * Each cursor is a place in a file; the rest of its line is cut out and asked for, with the whole folder learned.
 */
export interface MemoryFigures {
  readonly lines: number;
  readonly megabytesPerMillionLines: number;
  /** One lesson a file. */
  readonly lessonsMs: readonly number[];
  readonly questionsMs: readonly number[];
  readonly cursors: number;
  readonly exact: number;
  /** By the confidence that the memory claimed, in steps of a fifth. */
  readonly bands: readonly { readonly from: number; readonly cursors: number; readonly exact: number }[];
}

const languages: Readonly<Record<string, string>> = {
  '.ts': 'typescript',
  '.tsx': 'typescriptreact',
  '.mts': 'typescript',
  '.js': 'javascript',
  '.mjs': 'javascript',
  '.jsx': 'javascriptreact',
  '.py': 'python',
  '.go': 'go',
  '.rs': 'rust',
  '.java': 'java',
  '.c': 'c',
  '.h': 'c',
  '.cpp': 'cpp',
};

export function memoryBench(folder: string, cursors: number, seed = 1): MemoryFigures {
  const files = sourceFiles(folder).map((file) => ({
    file,
    text: readFileSync(file, 'utf8').replaceAll('\r\n', '\n'),
    languageId: languages[path.extname(file)] ?? 'plaintext',
  }));
  const memory = new ProjectMemory();
  const lessons = files.map(({ file, text, languageId }) =>
    timed(() => {
      memory.learn({ uri: `file://${file}`, path: file, version: 1, languageId, read: () => text });
    }),
  );
  const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  const random = randomNumbers(seed);
  const answers: { readonly confidence: number; readonly isExact: boolean; readonly ms: number }[] = [];
  for (let tries = 0; answers.length < cursors && tries < cursors * 100; tries += 1) {
    const file = files[Math.floor(random() * files.length)];
    const hole = file && holeAt(file.text, Math.floor(random() * file.text.length));
    if (!file || !hole) continue;
    const snapshot = {
      uri: `file://${file.file}`,
      path: path.relative(folder, file.file),
      languageId: file.languageId,
      version: 2,
      text: file.text.slice(0, hole.start) + file.text.slice(hole.end),
    };
    let proposal: Proposal | undefined;
    const ms = timed(() => {
      proposal = memory.propose(snapshot, hole.start);
    });
    const expected = file.text.slice(hole.start, hole.end).trimEnd();
    answers.push({ confidence: proposal?.confidence ?? 0, isExact: proposal?.text === expected, ms });
  }
  const share = (some: typeof answers): number =>
    some.filter(({ isExact }) => isExact).length / Math.max(1, some.length);
  return {
    lines,
    megabytesPerMillionLines: memory.bytes / lines,
    lessonsMs: lessons,
    questionsMs: answers.map(({ ms }) => ms),
    cursors: answers.length,
    exact: share(answers),
    bands: [0, 0.2, 0.4, 0.6, 0.8].map((from) => {
      const band = answers.filter(({ confidence }) => Math.floor(confidence * 5) === Math.round(from * 5));
      return { from, cursors: band.length, exact: share(band) };
    }),
  };
}

/** From a place within a line to the line's end, when 4 to 60 characters of code are between them. */
function holeAt(text: string, start: number): { readonly start: number; readonly end: number } | undefined {
  const lineStart = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const lineBreak = text.indexOf('\n', start);
  const end = lineBreak < 0 ? text.length : lineBreak;
  const before = text.slice(lineStart, start);
  const length = text.slice(start, end).trim().length;
  const isComment = /^\s*(?:\/\/|\/?\*|#)/.test(text.slice(lineStart, end));
  return before.trim() === '' || isComment || length < 4 || length > 60 ? undefined : { start, end };
}

function sourceFiles(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return sourceFiles(file);
      return languages[path.extname(file)] !== undefined && !/\.d\.[cm]?ts$/.test(file) ? [file] : [];
    })
    .sort();
}

/** In milliseconds of processor time: a machine that is busy with other things does not change it. */
function timed(act: () => void): number {
  const start = process.cpuUsage();
  act();
  return process.cpuUsage(start).user / 1000;
}

/** A linear congruential generator: the same cursors each time. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
