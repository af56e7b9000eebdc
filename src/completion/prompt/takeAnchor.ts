import type { Snapshot } from '../request';
import { lineStart } from '../text';
import type { Anchor } from './anchor';
import { elide, type Elided } from './elide';
import { elisionMark } from './elisionMark';
import { fitSnippets } from './fitSnippets';
import type { PromptInput } from './promptInput';
import { takeSuffix } from './stickySuffix';

/** A window that does not hold the whole file leaves the rest of its room to what will be typed. */
const filledShare = 0.75;

/** Longer lines are split at the cursor, in code units. */
const longestTypedLine = 240;

/** A new anchor at the cursor. */
export function takeAnchor(input: PromptInput): Anchor {
  const { snapshot, offset, fim, budget, estimateTokens } = input;
  const suffix =
    fim.layout === 'prefix-only' || input.without?.includes('suffix')
      ? undefined
      : takeSuffix(snapshot.text, offset, codeUnits(snapshot.text, offset, budget.suffix, estimateTokens));
  const snippets = fim.files === 'none' ? [] : fitSnippets(input.snippets, budget.snippets, estimateTokens);
  const fixedTokens =
    estimateTokens(suffix?.text ?? '') +
    snippets.reduce((sum, { path, text }) => sum + estimateTokens(path) + estimateTokens(text), 0);
  const room = budget.prefix + budget.suffix + budget.snippets;
  const { head, start } = takeWindow(input, room - fixedTokens);
  const split = fim.layout === 'psm' ? splitOf(snapshot, offset, start) : start;
  return {
    uri: snapshot.uri,
    layout: fim.layout,
    before: snapshot.text.slice(0, split),
    head,
    start,
    split,
    suffix,
    offered: input.snippets,
    snippets,
    fixedTokens,
    room,
  };
}

/** The text before the cursor: all of it when it fits, else elided to leave room for typing. */
function takeWindow({ snapshot, offset, outline, estimateTokens }: PromptInput, room: number): Elided {
  const { text } = snapshot;
  if (
    offset <= codeUnits(text, offset, room, estimateTokens) &&
    estimateTokens(text.slice(0, offset)) <= room
  ) {
    return { head: '', start: 0 };
  }
  const mark = elisionMark(snapshot.languageId);
  const known = outline();
  const target = room * filledShare;
  let codeUnitRoom = codeUnits(text, offset, target, estimateTokens);
  for (;;) {
    const elided = elide(text, offset, known, Math.min(codeUnitRoom, offset - 1), mark);
    const tokens = estimateTokens(elided.head + text.slice(elided.start, offset));
    if (tokens <= room || codeUnitRoom < 8) return elided;
    codeUnitRoom = Math.floor(codeUnitRoom * Math.min(0.9, target / tokens));
  }
}

/**
 * Where the typed text begins: at the line's start, so that backspace within the line keeps the anchor and the model
 * reads the line in one piece.
 */
function splitOf({ text }: Snapshot, offset: number, start: number): number {
  const line = lineStart(text, offset);
  return offset - line > longestTypedLine ? offset : Math.min(offset, Math.max(line, start));
}

/** How much text around the cursor these tokens hold. A sample is enough: it only has to be near. */
function codeUnits(
  text: string,
  offset: number,
  tokens: number,
  estimateTokens: (text: string) => number,
): number {
  const sample = text.slice(Math.max(0, offset - 3000), offset + 1000);
  return sample === '' ? 0 : Math.floor((tokens * sample.length) / Math.max(1, estimateTokens(sample)));
}
