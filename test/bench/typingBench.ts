import { Engine } from '../../src/completion/engine';
import type { CodeModel } from '../../src/completion/ports';
import type { Decision } from '../../src/completion/request';
import { clock } from '../../src/extension/clock';
import { nodeGrammars } from '../fakes/nodeGrammars';
import { openDocument, requestAt, settings, silent, snapshotOf, typedInto, typedText } from './benchParts';
import { otherDocuments } from './coreProbes';
import type { Figure } from './figure';
import { generatedFile } from './generatedFile';

const fileLines = 1_000;
const signal = new AbortController().signal;

/**
 * Somebody types one character after the other into the whole engine and waits for each answer: who answers, after how
 * long, and what the model had to read for it.
 */
export async function typingBench(model: CodeModel, keystrokes: number): Promise<readonly Figure[]> {
  const file = generatedFile(fileLines, 61);
  let current = file;
  const decisions: Decision[] = [];
  const engine = new Engine({
    models: { peek: () => model, acquire: () => Promise.resolve(model) },
    workspace: { openDocuments: () => [openDocument(current), ...otherDocuments] },
    grammars: nodeGrammars(),
    clock,
    logger: silent,
    journal: { record: (decision) => void decisions.push(decision) },
  });
  for (let typed = 0; typed <= keystrokes; typed += 1) {
    current = typedInto(file, typedText(typed));
    await engine.complete(requestAt(snapshotOf(current, typed + 1), current.offset), settings, signal);
  }
  await engine.dispose();
  // The first one reads the prompt, which is no typing.
  return figuresOf(decisions.slice(1));
}

function figuresOf(decisions: readonly Decision[]): readonly Figure[] {
  const asked = decisions.filter(({ readTokens }) => readTokens !== undefined);
  const instant = decisions.filter(({ source }) => source === 'cache');
  const share = (some: readonly Decision[]): string =>
    `${Math.round((100 * some.length) / Math.max(1, decisions.length))} % of ${decisions.length} keystrokes`;
  return [
    {
      name: 'typing/answer that the model was asked for',
      unit: 'ms',
      samples: asked.map(({ totalMs }) => totalMs),
      note: share(asked),
    },
    {
      name: 'typing/of it, to the first token',
      unit: 'ms',
      samples: asked.flatMap(({ ttftMs }) => ttftMs ?? []),
    },
    {
      name: 'typing/of it, the line before the model',
      unit: 'ms',
      samples: asked.map(beforeModel),
    },
    {
      name: 'typing/tokens read',
      unit: 'tokens',
      samples: asked.flatMap(({ readTokens }) => readTokens ?? []),
    },
    {
      name: 'typing/tokens written',
      unit: 'tokens',
      samples: asked.flatMap(({ generatedTokens }) => generatedTokens ?? []),
    },
    {
      name: 'typing/answer from the cache',
      unit: 'ms',
      samples: instant.map(({ totalMs }) => totalMs),
      note: share(instant),
      target: { of: 'p95', most: 5 },
    },
  ];
}

/** All stages but the model's, in milliseconds. */
function beforeModel({ stagesMs = {} }: Decision): number {
  const modelStages = ['generate', 'debounce'];
  return Object.entries(stagesMs).reduce(
    (sum, [stage, ms]) => (modelStages.includes(stage) ? sum : sum + ms),
    0,
  );
}
