import type { Script } from '../../fakes/scriptedModel';
import { textsOf, type Step } from './readCases';

/** What the model writes in a step: its own text, and those that begin with its second and third choice. */
export function scriptOf(step: Step, without = ''): Script {
  const [first, ...others] = step.parts.filter(({ kind }) => kind === 'written');
  if (!first) return { text: without };
  const likely = first.about.split(' ').filter((each) => each !== '');
  return {
    text: first.text,
    others: others.map(({ text }) => text),
    ...(likely.length > 0 && {
      chunkSizes: linesOf(first.text),
      logProbabilities: likely.map((each) => Math.log(Number(each))),
    }),
  };
}

/** Its first text, which waits behind each line for somebody to let it go on. */
export function lineByLine(step: Step): Script {
  const [text = ''] = textsOf(step, 'written');
  return { text, chunkSizes: linesOf(text), gated: true };
}

/** The lengths of a text's lines, with their breaks. */
function linesOf(text: string): readonly number[] {
  return text.split(/(?<=\n)/).map(({ length }) => length);
}
