import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { lines } from '../../scripts/complete/lines';
import type { CorpusFile } from '../../src/lab/hole';

/** Whether the tested files are strange to the model: compared with the corpus that it learned from. */
export interface OverlapCheck {
  /** False when the training corpus is not on this machine: then nothing is known. */
  readonly checked: boolean;
  readonly trainingFiles: number;
  readonly faults: readonly Overlap[];
}

export interface Overlap {
  readonly tested: string;
  readonly training: string;
  /** 'the same' text, or most of its lines. */
  readonly how: 'the same' | 'most lines';
}

/** As the training's own filter has it: shorter lines are in every program. In code units, without indentation. */
const tellingLine = 20;
const nearShare = 0.6;
/** A file with fewer telling lines is a list of exports; it is compared as a whole only. */
const fewestLines = 5;

interface Tested {
  readonly name: string;
  readonly hash: string;
  readonly lines: ReadonlySet<string>;
}

/** Looks for each tested file, whole and by its lines, in every *.train.jsonl of the folder. */
export async function findOverlap(files: readonly CorpusFile[], folder: string): Promise<OverlapCheck> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.train.jsonl'));
  const tested = files.map(describe);
  const byHash = new Map(tested.map((file) => [file.hash, file]));
  const byLine = new Map<string, Tested[]>();
  for (const file of tested) {
    if (file.lines.size < fewestLines) continue;
    for (const line of file.lines) byLine.set(line, [...(byLine.get(line) ?? []), file]);
  }
  const faults: Overlap[] = [];
  let trainingFiles = 0;
  for (const name of names.toSorted()) {
    for await (const row of lines(createReadStream(path.join(folder, name)))) {
      const { p, f, t } = rowOf(row);
      trainingFiles += 1;
      const training = `${p}/${f}`;
      const same = byHash.get(hashOf(t));
      if (same) faults.push({ tested: same.name, training, how: 'the same' });
      for (const near of nearOnes(t, byLine)) {
        if (near !== same) faults.push({ tested: near.name, training, how: 'most lines' });
      }
    }
  }
  return { checked: trainingFiles > 0, trainingFiles, faults };
}

function nearOnes(text: string, byLine: ReadonlyMap<string, readonly Tested[]>): readonly Tested[] {
  const shared = new Map<Tested, number>();
  for (const line of tellingLines(text)) {
    for (const file of byLine.get(line) ?? []) shared.set(file, (shared.get(file) ?? 0) + 1);
  }
  return [...shared].filter(([file, count]) => count > file.lines.size * nearShare).map(([file]) => file);
}

function describe(file: CorpusFile): Tested {
  return { name: `${file.package}/${file.path}`, hash: hashOf(file.text), lines: tellingLines(file.text) };
}

function hashOf(text: string): string {
  return createHash('sha1').update(text.replaceAll(/\s+/g, ' ').trim()).digest('hex');
}

function tellingLines(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.length >= tellingLine),
  );
}

function rowOf(line: string): Readonly<Record<'p' | 'f' | 't', string>> {
  return JSON.parse(line);
}
