import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { Fields } from '../model/parseFields';
import { physicalCores } from '../model/physicalCores';

/** What a figure depends on besides the code. No name and no path: reports are for showing around. */
export interface Machine {
  readonly processor: string;
  readonly logicalCores: number;
  readonly physicalCores: number;
  readonly memoryBytes: number;
  readonly platform: string;
  readonly node: string;
  readonly engine: string;
  readonly llamaCpp: string;
}

/** `root` holds node_modules. */
export function machine(root: string): Machine {
  const engine = path.join(root, 'node_modules/node-llama-cpp');
  return {
    processor: os.cpus()[0]?.model ?? 'unknown',
    logicalCores: os.availableParallelism(),
    physicalCores: physicalCores(),
    memoryBytes: os.totalmem(),
    platform: `${process.platform}-${process.arch}`,
    node: process.version,
    engine: `node-llama-cpp ${field(path.join(engine, 'package.json'), 'version')}`,
    llamaCpp: field(path.join(engine, 'llama', 'binariesGithubRelease.json'), 'release'),
  };
}

function field(file: string, name: string): string {
  try {
    return new Fields(JSON.parse(readFileSync(file, 'utf8'))).text(name);
  } catch {
    // A fact that is missing must not cost the figures.
    return 'unknown';
  }
}
