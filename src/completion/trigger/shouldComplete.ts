import type { CompletionRequest, CompletionSettings, Reason } from '../request';
import { isBlank, isWordCharacter, lineEnd, lineStart } from '../text';

/** A line this long is machine-made: nobody completes it by hand, and it would fill the prompt alone. In code units. */
const maxLineLength = 10_000;

/**
 * Whether to go on; undefined means yes, otherwise the reason not to. What the user switched off and what cannot be
 * completed holds for every request; matters of taste give way when the user asks by hand.
 */
export function shouldComplete(request: CompletionRequest, settings: CompletionSettings): Reason | undefined {
  return (
    refusal(request, settings) ?? (request.trigger === 'manual' ? undefined : distaste(request, settings))
  );
}

function refusal(request: CompletionRequest, settings: CompletionSettings): Reason | undefined {
  const { languageId, text } = request.snapshot;
  if (!settings.enabled) return 'disabled';
  if (settings.disabledLanguages.includes(languageId)) return 'language-disabled';
  if (request.cursorCount > 1) return 'several-cursors';
  if (request.hasSelection) return 'selection';
  if (isMachineMade(text, request.offset)) return 'binary-or-minified';
  return undefined;
}

/**
 * An automatic request follows an edit. VS Code also asks when the caret only moved, on focus, and after a refused
 * suggestion: there the text waits for nobody, and a hint would only flicker past.
 */
function distaste(request: CompletionRequest, settings: CompletionSettings): Reason | undefined {
  const { text } = request.snapshot;
  if (!settings.automatic) return 'automatic-off';
  if (request.editedAt === undefined) return 'caret-moved';
  if (request.lastEdit !== undefined && request.lastEdit !== 'typed') return rests[request.lastEdit];
  if (isBlank(text)) return 'empty-document';
  if (isInsideWord(text, request.offset)) return 'inside-word';
  return undefined;
}

/** After these nobody waits for a hint: what was meant stands there already, until the next keystroke. */
const rests = {
  undone: 'undone',
  pasted: 'pasted',
  accepted: 'just-accepted',
  snippet: 'snippet',
} as const;

function isMachineMade(text: string, offset: number): boolean {
  return lineEnd(text, offset) - lineStart(text, offset) > maxLineLength || text.includes('\0');
}

/** Word characters on both sides: the word is there already, and text in its middle would break it. */
function isInsideWord(text: string, offset: number): boolean {
  return isWordCharacter(characterBefore(text, offset)) && isWordCharacter(characterAt(text, offset));
}

function characterAt(text: string, offset: number): string {
  return String.fromCodePoint(text.codePointAt(offset) ?? 0x20);
}

function characterBefore(text: string, offset: number): string {
  const isPair = /[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(Math.max(0, offset - 2), offset));
  return text.slice(isPair ? offset - 2 : Math.max(0, offset - 1), offset);
}
