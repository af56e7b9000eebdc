import type { Reason } from '../completion/request';

const sentences: Readonly<Record<Reason, string>> = {
  disabled: 'Inkling is paused or switched off.',
  'language-disabled': 'Inkling is off for this language.',
  'automatic-off': 'Completions come only when you ask for one.',
  selection: 'Text is selected.',
  'several-cursors': 'There are several cursors.',
  'caret-moved': 'The caret moved; Inkling waits until you type.',
  undone: 'You have undone or redone something; Inkling waits until you type.',
  pasted: 'You have pasted something; Inkling waits until you type.',
  'just-accepted': 'You have just accepted a whole line; Inkling waits until you type.',
  snippet: 'A snippet waits for its next stop.',
  'inside-word': 'The caret is inside a word.',
  'inside-comment': 'The caret is inside a comment.',
  'inside-string': 'The caret is inside a string.',
  'binary-or-minified': 'The file looks binary or minified.',
  'empty-document': 'The file is empty.',
  'nothing-generated': 'The model had nothing to add.',
  filtered: 'What the model wrote did not fit here.',
  'syntax-error': 'What the model wrote would have been a syntax error.',
  'not-judged': 'There was no time to see whether what the model wrote would have been a syntax error.',
  'unknown-member': 'What the model wrote behind the dot does not exist there, says the language server.',
  unsure: 'The model was not sure enough.',
  unwanted: 'You seldom accept such completions (Inkling: Show What Was Learned).',
  cancelled: 'You typed on.',
  'model-absent': 'No model is chosen.',
  'model-failed': 'The model failed.',
};

/** Why nothing was shown, in a sentence for the user. */
export function reasonSentence(reason: Reason): string {
  return sentences[reason];
}
