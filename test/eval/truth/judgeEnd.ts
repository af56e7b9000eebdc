import type { Completion } from '../../../src/completion/request';
import { withoutCloser, type Stream } from './streams';
import type { TruthHole } from './truthHole';

export const ends = ['exact', 'early', 'late', 'other', 'none'] as const;
/** Where a completion ends: 'other' when it says something that the truth doesn't, 'none' when there is none. */
export type End = (typeof ends)[number];

/** The document with the completion beside the file as it was; blanks at the ends of lines don't count. */
export function judgeEnd(hole: TruthHole, stream: Stream, completion: Completion | undefined): End {
  if (!completion) return 'none';
  const { truth, also, rest, prefix, suffix } = hole;
  const ownsCloser = hole.variant === 'open' || hole.variant === 'end';
  const line = prefix.slice(prefix.lastIndexOf('\n') + 1);
  const written = tidy(line + completion.text);
  const wanted = tidy(line + truth);
  const isMember = hole.members.some((end) => isEnd(tidy(line + truth.slice(0, end)), written));
  if (isMember && completion.replace === 0) return 'exact';
  if (ownsCloser) {
    // Without the closer when the model has not written it.
    const least = stream === 'file' ? wanted : tidy(line + withoutCloser(hole));
    const most = tidy(line + truth + also);
    if (written.startsWith(least) && most.startsWith(written)) return 'exact';
    // It has forgotten the closer, and written that of the block around: one is as good as the other.
    if (stream !== 'file' && written.startsWith(least) && /^[\s)\]};,]*$/.test(written.slice(least.length)))
      return 'exact';
    if (least.startsWith(written)) return 'early';
    return written.startsWith(least) ? 'late' : 'other';
  }
  const document = tidy(line + completion.text + suffix.slice(completion.replace));
  if (document === tidy(line + truth + suffix)) return 'exact';
  if (written.length <= wanted.length && wanted.startsWith(written)) return 'early';
  if (stream === 'file' ? tidy(line + truth + rest).startsWith(written) : written.startsWith(wanted))
    return 'late';
  return 'other';
}

/** A member's mark or comment may follow it: `;`, `,`. */
function isEnd(member: string, written: string): boolean {
  return written.startsWith(member) && /^[;,]?$/.test(written.slice(member.length));
}

function tidy(text: string): string {
  return text.replaceAll(/[ \t]+$/gm, '').trimEnd();
}
