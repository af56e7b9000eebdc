import { Engine } from '../../src/completion/engine';
import { clock } from '../../src/extension/clock';
import { nodeGrammars } from '../fakes/nodeGrammars';
import { ScriptedModel } from '../fakes/scriptedModel';
import { openDocument, requestAt, settings, silent, snapshotOf, typedInto, typedText } from './benchParts';
import { otherDocuments } from './coreProbes';
import type { GeneratedFile } from './generatedFile';
import type { Probe } from './interleave';
import { timeAsync } from './timing';

export interface LineBench {
  readonly probes: readonly Probe[];
  dispose(): Promise<void>;
}

const signal = new AbortController().signal;

/** Whole requests through the engine, with a model that answers at once: what everything but the model costs. */
export async function lineBench(file: GeneratedFile, where: string): Promise<LineBench> {
  // Nobody types this, so no request is served by the answer to the one before.
  const model = new ScriptedModel({ text: ' ¤¤', logProbability: 0 });
  let current = file;
  let version = 1;
  const engine = new Engine({
    models: { peek: () => model, acquire: () => Promise.resolve(model) },
    workspace: { openDocuments: () => [openDocument(current, version), ...otherDocuments] },
    grammars: nodeGrammars(),
    clock,
    logger: silent,
    journal: { record: () => undefined },
  });
  const type = (typed: string): GeneratedFile => {
    version += 1;
    current = typedInto(file, typed);
    return current;
  };
  const complete = ({ offset, ...rest }: GeneratedFile) =>
    engine.complete(requestAt(snapshotOf(rest, version), offset), settings, signal);
  // The first requests of a large document go without a tree, while the parser works on.
  for (let turn = 0; turn < 30; turn += 1) await complete(type(typedText(turn)));
  let typed = 30;
  const probes: readonly Probe[] = [
    {
      name: `line/all but the model, while typing/${where}`,
      target: { of: 'p95', most: 10 },
      sample: () => {
        typed += 1;
        const next = type(typedText(typed));
        return timeAsync(() => complete(next));
      },
    },
    {
      name: `line/typed through/${where}`,
      target: { of: 'p95', most: 5 },
      sample: async () => {
        typed += 1;
        await complete(type(typedText(typed)));
        const next = type(`${typedText(typed)} `);
        return timeAsync(() => complete(next));
      },
    },
  ];
  return { probes, dispose: () => engine.dispose() };
}
