import {
  contextProbes,
  gateProbes,
  importedNames,
  memoryProbes,
  polishProbes,
  promptProbes,
} from './coreProbes';
import type { Figure } from './figure';
import { generatedFile } from './generatedFile';
import { interleave, type Rounds } from './interleave';
import { lineBench } from './lineProbes';
import { snapshotProbes } from './snapshotProbes';
import { syntaxBench } from './syntaxProbes';

/** Each stage of the line, and the whole line without a model, on a file of so many lines. */
export async function stageBench(lines: number, rounds: Rounds): Promise<readonly Figure[]> {
  const file = generatedFile(lines, lines, importedNames);
  const where = `${lines} lines`;
  const syntax = await syntaxBench(file, where);
  const line = await lineBench(file, where);
  try {
    return await interleave(
      [
        ...snapshotProbes(file, where),
        ...gateProbes(file, where),
        ...syntax.probes,
        ...contextProbes(file, where),
        ...memoryProbes(file, where),
        ...promptProbes(file, syntax.tree, where),
        ...polishProbes(file, where),
        ...line.probes,
      ],
      rounds,
    );
  } finally {
    syntax.dispose();
    await line.dispose();
  }
}
