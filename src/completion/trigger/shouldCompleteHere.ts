import type { CompletionRequest, CompletionSettings, Reason } from '../request';
import type { Place } from '../syntax/placeAt';

/**
 * Comments and strings are prose to many people: 'off' keeps automatic completion out of both. What 'line' asks for is
 * the shape's business. A request by hand is answered everywhere.
 */
export function shouldCompleteHere(
  request: CompletionRequest,
  settings: CompletionSettings,
  place: Place,
): Reason | undefined {
  if (request.trigger === 'manual' || settings.insideComments !== 'off') return undefined;
  if (place === 'comment') return 'inside-comment';
  if (place === 'string') return 'inside-string';
  return undefined;
}
