import type { ControlToken, FimFormat, Prompt, PromptPart } from '../ports';
import { continuesAnchor, isSameOffer, type Anchor } from './anchor';
import { redactSecrets } from '../redact';
import { lineStart } from '../text';
import { filesAsComments, filesAsTokens, headerInPrefix } from './otherFiles';
import type { PromptInput } from './promptInput';
import { isSuffixUnchanged } from './stickySuffix';
import { takeAnchor } from './takeAnchor';

export type { PromptInput };

export interface BuiltPrompt {
  readonly prompt: Prompt;
  readonly anchor: Anchor;
}

/**
 * The prompt as data. While the user types forward in one place, each prompt is the one before plus what was typed:
 * at the end of the prefix, or behind the middle token for `psm`. The last text ends with the text right before the
 * cursor.
 */
export function buildPrompt(input: PromptInput): BuiltPrompt {
  const anchor = input.previous.find((previous) => isStillGood(previous, input)) ?? takeAnchor(input);
  const prompt = orders[input.fim.layout].flatMap((part) =>
    typeof part === 'string' ? slots[part](anchor, input) : [part],
  );
  const joined = joinTexts(prompt);
  return { prompt: input.without?.includes('redaction') ? joined : redacted(joined), anchor };
}

/**
 * No secret reaches the model, from wherever it comes. The line that the cursor is in stays: what the user is typing is
 * theirs to see, and a half-written value is no pattern yet.
 */
function redacted(prompt: Prompt): Prompt {
  const last = prompt.findLastIndex((part) => 'text' in part);
  return prompt.map((part, index) => {
    if (!('text' in part)) return part;
    const end = index === last ? lineStart(part.text, part.text.length) : part.text.length;
    return { text: redactSecrets(part.text.slice(0, end)) + part.text.slice(end) };
  });
}

/** Past this, typed text moves before the suffix, where the model is used to see it; in tokens. */
const mostTypedBehindMiddle = 160;

function isStillGood(
  anchor: Anchor,
  { snapshot, offset, fim, budget, snippets, estimateTokens }: PromptInput,
) {
  const { text } = snapshot;
  if (anchor.layout !== fim.layout || !isSameOffer(anchor.offered, snippets)) return false;
  if (!continuesAnchor(anchor, snapshot, offset)) return false;
  if (anchor.suffix && !isSuffixUnchanged(anchor.suffix, text, offset)) return false;
  // A machine that slows down may have a smaller budget now; but what the KV cache holds costs nothing to read again.
  const room = Math.max(anchor.room, budget.prefix + budget.suffix + budget.snippets) - anchor.fixedTokens;
  if (estimateTokens(anchor.head + text.slice(anchor.start, offset)) > room) return false;
  return fim.layout !== 'psm' || estimateTokens(text.slice(anchor.split, offset)) <= mostTypedBehindMiddle;
}

type Slot = 'files' | 'comments' | 'suffix' | 'anchored' | 'typed';
type Order = readonly (Slot | { readonly control: ControlToken })[];

const prefix = { control: 'prefix' } as const;
const suffix = { control: 'suffix' } as const;
const middle = { control: 'middle' } as const;

const orders: Readonly<Record<FimFormat['layout'], Order>> = {
  'spm-contiguous': ['files', suffix, 'suffix', prefix, 'comments', 'anchored', 'typed'],
  spm: ['files', suffix, 'suffix', prefix, 'comments', 'anchored', 'typed', middle],
  psm: ['files', prefix, 'comments', 'anchored', suffix, 'suffix', middle, 'typed'],
  'prefix-only': ['files', 'comments', 'anchored', 'typed'],
};

const slots: Readonly<Record<Slot, (anchor: Anchor, input: PromptInput) => readonly PromptPart[]>> = {
  files: ({ snippets }, { fim, snapshot }) => filesAsTokens(fim, snippets, snapshot),
  comments: ({ snippets }, { fim, snapshot }) => [
    { text: headerInPrefix(fim, snippets, snapshot) + filesAsComments(fim, snippets, snapshot) },
  ],
  suffix: (anchor) => [{ text: anchor.suffix?.text ?? '' }],
  anchored: ({ head, start, split }, { snapshot }) => [{ text: head + snapshot.text.slice(start, split) }],
  typed: ({ split }, { snapshot, offset }) => [{ text: snapshot.text.slice(split, offset) }],
};

/** A border between parts is a border between tokens, so neighbouring texts become one and empty ones go. */
function joinTexts(parts: readonly PromptPart[]): Prompt {
  const joined: PromptPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (!('text' in part)) joined.push(part);
    else if (last && 'text' in last) joined[joined.length - 1] = { text: last.text + part.text };
    else if (part.text !== '') joined.push(part);
  }
  return joined;
}
