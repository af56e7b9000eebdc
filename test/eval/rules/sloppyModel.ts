import type { Hole } from '../../../src/lab/hole';

/** How a model spoils an answer that it knows. */
export interface Sloppiness {
  readonly name: string;
  readonly spoil: (hole: Hole) => string;
}

/** As long as models go on when nobody stops them; in code units. */
const longest = 1_200;
const rounds = 6;

/** What models are seen to do, each as often as the others. Not how often they do it: no figure says that. */
export const sloppinesses: readonly Sloppiness[] = [
  { name: 'goes on', spoil: ({ expected, suffix }) => expected + suffix.slice(0, longest) },
  { name: 'goes on elsewhere', spoil: (hole) => `${hole.expected}\n\n${elsewhere(hole).slice(0, longest)}` },
  { name: 'repeats what is below', spoil: (hole) => `${hole.expected}\n${linesBelow(hole)}` },
  { name: 'loops', spoil: ({ expected }) => `${expected}\n${`${lastLine(expected)}\n`.repeat(rounds)}` },
  {
    name: 'repeats what is above',
    spoil: ({ prefix, expected }) =>
      `${expected}\n${prefix.split('\n').slice(-4, -1).join('\n')}\n${expected}`,
  },
  { name: 'closes too much', spoil: ({ expected }) => `${expected})}\n}\n}\n` },
  { name: 'breaks off', spoil: ({ expected }) => expected.slice(0, Math.ceil(expected.length * 0.7)) },
  { name: 'has its own style', spoil: ({ expected }) => ` ${otherStyle(expected)}  ` },
];

/** The answer to a hole, spoiled in the way that is its turn. */
export function sloppyAnswer(hole: Hole, index: number): string {
  return sloppinesses[index % sloppinesses.length]?.spoil(hole) ?? hole.expected;
}

/** What stands behind the first lines below the hole. */
function elsewhere({ suffix }: Hole): string {
  return suffix.split('\n').slice(8).join('\n');
}

function linesBelow({ suffix }: Hole): string {
  const lines = suffix.split('\n').slice(1);
  return lines
    .filter((line) => line.trim() !== '')
    .slice(0, 4)
    .join('\n');
}

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

/** Tabs for four or two blanks and the other way round, and line ends of another system. */
function otherStyle(text: string): string {
  const indented = /\n\t/.test(text)
    ? text.replaceAll('\t', '    ')
    : text.replaceAll(/(?<=\n *) {2}/g, '\t');
  return indented.replaceAll('\n', '\r\n');
}
