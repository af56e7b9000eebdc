import type { Generated } from './generation/generated';
import { chooseCandidate, isSureEnough } from './memory/chooseCandidate';
import type { Proposal } from './memory/proposal';
import { surePart } from './memory/surePart';
import type { Moment } from './moment';
import type { Written } from './presenter';

/**
 * Stage 11 of the line: the model's text or the memory's, without its uncertain tail; undefined when neither is sure
 * enough to be shown unasked.
 */
export function chooseWritten(
  { request, settings: { profile }, trace }: Moment,
  generated: Generated,
  proposal: Proposal | undefined,
  joined: boolean,
): Written | undefined {
  const candidate = chooseCandidate(generated, proposal, profile);
  trace.note({ confidence: candidate.confidence });
  const isAsked = request.trigger === 'manual';
  if (!isAsked && !isSureEnough(candidate, profile)) return undefined;
  const chosen = isAsked ? candidate : surePart(candidate, generated, profile);
  const ended = chosen.text === generated.text ? generated.ended : 'model';
  const source = chosen.source === 'memory' ? 'memory' : joined ? 'joined' : 'model';
  return { ...chosen, raw: chosen.text, ended, source };
}
