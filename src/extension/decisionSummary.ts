import type { Decision, Source } from '../completion/request';
import { reasonSentence } from './reasonSentence';

const sources: Readonly<Record<Source, string>> = {
  model: 'written by the model',
  joined: 'from a stream that was already running',
  cache: 'from an earlier completion',
  memory: "from this project's own code",
};

/** One decision as a line for the user, such as "Shown: written by the model, in 84 ms". Holds no code. */
export function decisionSummary({ reason, source, totalMs }: Decision): string {
  const time = `in ${totalMs.toFixed(totalMs < 10 ? 1 : 0)} ms`;
  if (reason !== undefined) return `Nothing shown: ${reasonSentence(reason)}`;
  return source === undefined ? `Shown ${time}` : `Shown: ${sources[source]}, ${time}`;
}

/** Everything else that is known of a decision, as named facts in the order of the line. Holds no code. */
export function decisionFacts(decision: Decision): readonly (readonly [name: string, value: string])[] {
  const { shape, promptTokens, readTokens, generatedTokens, confidence, ttftMs, cuts, stagesMs } = decision;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Shape', shape],
    [
      'Prompt',
      promptTokens === undefined
        ? undefined
        : `${promptTokens} tokens, ${readTokens ?? promptTokens} read anew`,
    ],
    ['Written', generatedTokens === undefined ? undefined : `${generatedTokens} tokens`],
    ['Sure of the line', confidence === undefined ? undefined : `${(confidence * 100).toFixed(0)} %`],
    ['First token', ttftMs === undefined ? undefined : `after ${ttftMs.toFixed(0)} ms`],
    ['Cut by', cuts === undefined || cuts.length === 0 ? undefined : cuts.join(', ')],
    ...Object.entries(stagesMs ?? {}).map(([stage, ms]): readonly [string, string] => [
      stage,
      `${ms.toFixed(1)} ms`,
    ]),
    ['Total', `${decision.totalMs.toFixed(1)} ms`],
  ];
  return facts.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
