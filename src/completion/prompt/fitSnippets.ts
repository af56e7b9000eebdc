import type { Snippet } from '../request';
import { firstLines } from './cutLines';

/** Half a window of another file is not worth its frame, in tokens. */
const smallestPart = 32;

/**
 * The best snippets that fit into `room` tokens together, in the order in which they came. When not even the best one
 * fits, its first lines.
 */
export function fitSnippets(
  snippets: readonly Snippet[],
  room: number,
  estimateTokens: (text: string) => number,
): readonly Snippet[] {
  const fitting = new Set<Snippet>();
  let left = room;
  for (const snippet of snippets.toSorted((a, b) => b.score - a.score)) {
    const tokens = estimateTokens(snippet.path) + estimateTokens(snippet.text);
    if (tokens > left) continue;
    fitting.add(snippet);
    left -= tokens;
  }
  if (fitting.size > 0 || room < smallestPart) return snippets.filter((snippet) => fitting.has(snippet));
  return cutBest(snippets, room, estimateTokens);
}

function cutBest(
  snippets: readonly Snippet[],
  room: number,
  estimateTokens: (text: string) => number,
): readonly Snippet[] {
  const best = snippets.toSorted((a, b) => b.score - a.score)[0];
  if (!best) return [];
  const share = (room - estimateTokens(best.path)) / estimateTokens(best.text);
  const text = firstLines(best.text, 0, Math.floor(best.text.length * share * 0.9));
  return text.endsWith('\n') ? [{ ...best, text }] : [];
}
