import { languageRow } from '../../../src/completion/syntax/languages';
import { indentOf, lineEnd } from '../../../src/completion/text';
import type { TruthHole } from './truthHole';

/** How a model goes on behind the truth. It never ends by itself. */
export const streams = ['file', 'loop', 'twice', 'unclosed'] as const;
export type Stream = (typeof streams)[number];

/** How far a model goes on behind the truth, in code units. */
const mostBehind = 4_000;

/** What a model writes at the hole; undefined where the stream makes no sense. */
export function streamAt(hole: TruthHole, stream: Stream): string | undefined {
  const { truth, rest } = hole;
  if (stream !== 'file' && (hole.variant === 'line' || hole.variant === 'pair')) return undefined;
  const behind = behindTruth(hole, stream);
  return behind === undefined
    ? undefined
    : (behind.from ?? truth) + (behind.text + rest).slice(0, mostBehind);
}

function behindTruth(
  hole: TruthHole,
  stream: Stream,
): { readonly from?: string; readonly text: string } | undefined {
  const { truth, rest, languageId, variant } = hole;
  const body = variant === 'open' || variant === 'end' ? withoutCloser(hole) : truth;
  const last = fullLastLine(hole, body);
  switch (stream) {
    case 'file':
      return { text: '' };
    case 'loop':
      // The last line of the body, again and again.
      return { from: body, text: `\n${last}`.repeat(5) + '\n' };
    case 'twice':
      return { text: `\n${truth.startsWith('\n') ? truth.slice(1) : fullFirstLine(hole) + truth}\n` };
    case 'unclosed': {
      if (languageRow(languageId).blockStyle === 'indent' || variant === 'statement') return undefined;
      // The closer's line is left out: the next sibling follows.
      const behind = (truth + rest).slice(body.length);
      const next = lineEnd(behind, behind.search(/\S/));
      // Behind `} else {` comes no sibling.
      if (!/^[\s)\]};,]*$|^\s*(?:end|fi|done|esac)$/.test(behind.slice(0, next))) return undefined;
      return { from: body, text: behind.slice(next).slice(0, mostBehind) };
    }
  }
}

/** The body of a hole that holds its closer. */
export function withoutCloser({ truth, languageId }: TruthHole): string {
  if (languageRow(languageId).blockStyle === 'indent') return truth;
  return truth.replace(/\s*(?:\}|end|fi|done|esac)$/, '');
}

function fullLastLine({ prefix }: TruthHole, body: string): string {
  const text = prefix.slice(-400) + body;
  return text.slice(text.lastIndexOf('\n') + 1);
}

function fullFirstLine({ prefix }: TruthHole): string {
  const line = prefix.slice(prefix.lastIndexOf('\n') + 1);
  return indentOf(line + 'x');
}
