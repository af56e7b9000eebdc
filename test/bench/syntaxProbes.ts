import type { Snapshot } from '../../src/completion/request';
import { isParseable } from '../../src/completion/syntax/isParseable';
import { outlineAt } from '../../src/completion/syntax/outline';
import { SyntaxParser } from '../../src/completion/syntax/parser';
import { placeAt } from '../../src/completion/syntax/placeAt';
import type { SyntaxTree } from '../../src/completion/syntax/syntaxTree';
import { chooseShape } from '../../src/completion/trigger/chooseShape';
import { clock } from '../../src/extension/clock';
import { nodeGrammars } from '../fakes/nodeGrammars';
import { requestAt, silent, snapshotOf, typedInto, typedText } from './benchParts';
import { generatedFile, type GeneratedFile } from './generatedFile';
import type { Probe } from './interleave';
import { timeAsync, timeSync } from './timing';

export interface SyntaxBench {
  readonly probes: readonly Probe[];
  /** Of the file as it is; undefined for one that is too large to be parsed. */
  readonly tree: SyntaxTree | undefined;
  dispose(): void;
}

const signal = new AbortController().signal;
/** A document that has no tree by then was given up. */
const patienceMs = 8_000;

/** Cold and incremental parses, and what is asked of a tree. */
export async function syntaxBench(file: GeneratedFile, where: string): Promise<SyntaxBench> {
  const parser = new SyntaxParser(nodeGrammars(), clock, silent);
  const typing = new SyntaxParser(nodeGrammars(), clock, silent);
  const base = snapshotOf(file);
  // Loads the grammar, which is no part of a parse.
  const small = generatedFile(20, 99);
  await parser.parse(snapshotOf(small), signal);
  const tree = await wholeTree(parser, base);
  await wholeTree(typing, base);
  const note = tree ? undefined : 'no tree: larger than what is parsed at each keystroke';
  let version = 1;
  const request = requestAt(base, file.offset);
  const probes: Probe[] = [
    {
      name: `stage/parse cold, until the tree/${where}`,
      ...(note !== undefined && { note }),
      sample: async () => {
        version += 1;
        const fresh = { ...base, uri: `${base.uri}#${version}`, version };
        const timing = await timeAsync(() => wholeTree(parser, fresh));
        parser.forget(fresh.uri);
        return timing;
      },
    },
    {
      name: `stage/parse one character more/${where}`,
      target: { of: 'block', most: 30 },
      sample: () => {
        version += 1;
        const next = typedInto(file, typedText(version));
        return timeAsync(() => typing.parse(snapshotOf(next, version), signal));
      },
    },
    ...(tree ? treeProbes(tree, request, where) : []),
  ];
  const dispose = (): void => {
    parser.dispose();
    typing.dispose();
  };
  return { probes, tree, dispose };
}

function treeProbes(
  tree: SyntaxTree,
  request: ReturnType<typeof requestAt>,
  where: string,
): readonly Probe[] {
  return [
    {
      name: `stage/place and shape/${where}`,
      sample: () =>
        timeSync(() => {
          placeAt(tree, request.offset);
          chooseShape(request, tree);
        }),
    },
    { name: `stage/outline/${where}`, sample: () => timeSync(() => outlineAt(tree, request.offset)) },
  ];
}

/** Waits as often as it takes; undefined when there is no tree to be had. */
export async function wholeTree(parser: SyntaxParser, snapshot: Snapshot): Promise<SyntaxTree | undefined> {
  if (!isParseable(snapshot.text)) return undefined;
  const deadline = clock.now() + patienceMs;
  while (clock.now() < deadline) {
    const tree = await parser.parse(snapshot, signal);
    if (tree) return tree;
    await clock.delay(1, signal);
  }
  return undefined;
}
