import type { Around } from './around';
import type { Place } from './place';
import type { Proposal } from './proposal';

export function decide(places: readonly Place[], around: Around): Proposal | undefined {
  const votes = new Map<string, { weight: number; places: number; length: number; here: boolean; next: boolean }>();
  let all = 0;
  let total = 0;
  for (const place of places) {
    let text = place.text;
    if (around.rest !== '') {
      if (!text.endsWith(around.rest)) continue;
      text = text.slice(0, text.length - around.rest.length);
    }
    if (around.linePrefix === '' && text === around.after) continue;
    const weight = place.weight * place.length ** P.power * (place.hasSameNext ? P.next : 1) * (place.isHere ? P.here : 1);
    const vote = votes.get(text) ?? { weight: 0, places: 0, length: 0, here: false, next: false };
    vote.weight += weight;
    vote.places += place.weight;
    vote.length = Math.max(vote.length, place.length);
    vote.here ||= place.isHere;
    vote.next ||= place.hasSameNext;
    votes.set(text, vote);
    all += weight;
    total += place.weight;
  }
  let best: string | undefined;
  let bestWeight = 0;
  for (const [text, vote] of votes) {
    if (vote.weight > bestWeight) {
      best = text;
      bestWeight = vote.weight;
    }
  }
  if (best === undefined || best.trim() === '') return undefined;
  const vote = votes.get(best);
  if (!vote) return undefined;
  return { text: best, matchLength: vote.length, places: Math.round(total), agreement: bestWeight / all, confidence: 0.5 };
}
export const P = { power: 3, next: 3, here: 1.5 };
