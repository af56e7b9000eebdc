import { startingWith, type Generated } from './generation/generated';
import { chooseCandidate, isSureEnough, type Candidate } from './memory/chooseCandidate';
import type { Proposal } from './memory/proposal';
import { surePart } from './memory/surePart';
import type { Moment } from './moment';
import type { Written } from './presenter';

/**
 * Stage 11 of the line: the model's text or the memory's, without its uncertain tail; undefined when neither is sure
 * enough to be shown unasked. What is known to be no member behind the dot becomes the one that was meant, or gives way to
 * the other.
 */
export async function chooseWritten(
  { request, settings: { profile, without }, trace, members }: Moment,
  raw: Generated,
  first: Proposal | undefined,
  joined: boolean,
): Promise<Written | undefined> {
  const { fits, nearest } = await members();
  trace.mark('members');
  const renaming = fits(raw.text) ? undefined : nearest(raw.text);
  const generated = renaming ? startingWith(renaming.start, renaming.length, raw) : raw;
  const proposal = first && fits(first.text) ? first : undefined;
  const candidate: Candidate =
    proposal && !fits(generated.text)
      ? { ...proposal, source: 'memory' }
      : chooseCandidate(generated, proposal, profile);
  trace.note({ confidence: candidate.confidence });
  const isAsked = request.trigger === 'manual';
  const isOpen = isAsked || without?.includes('gate');
  if (!isOpen && !isSureEnough(candidate, profile)) return undefined;
  const chosen =
    isAsked || without?.includes('sure-tail') ? candidate : surePart(candidate, generated, profile);
  const ended = chosen.text === generated.text ? generated.ended : 'model';
  const source = chosen.source === 'memory' ? 'memory' : joined ? 'joined' : 'model';
  return { ...chosen, raw: chosen.text, ended, source };
}
