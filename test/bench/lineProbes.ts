import { Engine } from '../../src/completion/engine';
import type { Decision } from '../../src/completion/request';
import { clock } from '../../src/extension/clock';
import { nodeGrammars } from '../fakes/nodeGrammars';
import { ScriptedModel } from '../fakes/scriptedModel';
import {
  openDocument,
  requestAt,
  settings,
  silent,
  snapshotOf,
  typedInto,
  typedText,
  writtenAfter,
} from './benchParts';
import { otherDocuments } from './coreProbes';
import type { GeneratedFile } from './generatedFile';
import type { Probe } from './interleave';
import { timeAsync, type Timing } from './timing';

export interface LineBench {
  readonly probes: readonly Probe[];
  dispose(): Promise<void>;
}

const signal = new AbortController().signal;

/** Nobody's code has it: a text that the syntax check refuses, whatever it tries behind it. */
const refused = ' ¤¤';

/** Whole requests through the engine, with a model that answers at once: what everything but the model costs. */
export async function lineBench(file: GeneratedFile, where: string): Promise<LineBench> {
  const model = new ScriptedModel('');
  let current = file;
  let version = 1;
  let source: Decision['source'];
  const engine = new Engine({
    models: { peek: () => model, acquire: () => Promise.resolve(model) },
    workspace: { openDocuments: () => [openDocument(current, version), ...otherDocuments] },
    grammars: nodeGrammars(),
    clock,
    logger: silent,
    journal: { record: (decision) => void ({ source } = decision) },
  });
  const type = (typed: string): GeneratedFile => {
    version += 1;
    current = typedInto(file, typed);
    return current;
  };
  const complete = ({ offset, ...rest }: GeneratedFile) =>
    engine.complete(requestAt(snapshotOf(rest, version), offset), settings, signal);
  let typed = 0;
  /** The next character is typed, and the model has something to say. */
  const typeOn = (text: (typed: number) => string): GeneratedFile => {
    typed += 1;
    model.script = { text: text(typed), logProbability: 0 };
    return type(typedText(typed));
  };
  /** Where the last answer still agrees with what is typed, the cache would be measured: the next character, then. */
  const timeAsked = async (text: (typed: number) => string): Promise<Timing> => {
    for (;;) {
      const next = typeOn(text);
      const timing = await timeAsync(() => complete(next));
      if (source !== 'cache') return timing;
    }
  };
  // The first requests of a large document go without a tree, while the parser works on.
  while (typed < 30) await complete(typeOn(writtenAfter));
  const probes: readonly Probe[] = [
    {
      name: `line/all but the model, while typing/${where}`,
      target: { of: 'p95', most: 10 },
      sample: () => timeAsked(writtenAfter),
    },
    {
      name: `line/the same, a text that is refused/${where}`,
      note: 'all ends that the line could have are tried',
      sample: () => timeAsked(() => refused),
    },
    {
      name: `line/typed through/${where}`,
      target: { of: 'p95', most: 5 },
      sample: async () => {
        for (;;) {
          const shown = await complete(typeOn(writtenAfter));
          if (!shown) continue;
          const next = type(typedText(typed) + shown.text.slice(0, 1));
          const timing = await timeAsync(() => complete(next));
          if (source === 'cache') return timing;
        }
      },
    },
  ];
  return { probes, dispose: () => engine.dispose() };
}
