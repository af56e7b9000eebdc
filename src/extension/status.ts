import type { ModelState } from '../model/modelState';

/** What is true of Inkling right now, as far as the status bar says it. */
export interface Situation {
  readonly isPaused: boolean;
  readonly isEnabled: boolean;
  readonly isAutomatic: boolean;
  readonly isThinking: boolean;
  /** Why Inkling is off in the active editor, as a sentence; undefined when it is not. */
  readonly offHere: string | undefined;
  /** The settings' model has not been tried yet. */
  readonly isStarting: boolean;
  readonly model: ModelState;
  /** The model file of the settings that could not be used, while another one works on. */
  readonly refused: Refusal | undefined;
}

export interface Refusal {
  readonly file: string;
  /** Names the file and says what is wrong with it. */
  readonly message: string;
  /** What the user can do. */
  readonly remedy: string;
}

/** A stable word, for tests and for diagnostics. */
export type StatusWord =
  | 'paused'
  | 'disabled'
  | 'absent'
  | 'loading'
  | 'restarting'
  | 'failed'
  | 'off'
  | 'thinking'
  | 'idle'
  | 'ready';

export interface Status {
  readonly word: StatusWord;
  /** What stands in the status bar, with an icon. */
  readonly text: string;
  /** One or two sentences: what is going on, and the remedy when there is one. */
  readonly reason: string;
  readonly severity: 'normal' | 'warning' | 'error';
}

/** The one thing to say, the most important first: what the user chose, what is broken, what goes on. */
export function describeStatus(situation: Situation): Status {
  const { isPaused, isEnabled, refused } = situation;
  if (isPaused) return normal('paused', '$(debug-pause) Inkling', 'Paused in this window.');
  if (!isEnabled) return normal('disabled', '$(circle-slash) Inkling', 'Switched off in the settings.');
  const status = atWork(situation);
  if (status.severity === 'error') return status;
  const { model } = situation;
  const complaints = [
    ...(refused ? [refused.message, refused.remedy] : []),
    ...(model.kind === 'ready' && model.trouble !== '' ? [model.trouble] : []),
  ];
  if (complaints.length === 0) return status;
  return {
    ...status,
    text: status.text.replace(pencil, '$(warning)'),
    reason: [...complaints, status.reason].join(' '),
    severity: 'warning',
  };
}

function atWork(situation: Situation): Status {
  const { model, offHere } = situation;
  switch (model.kind) {
    case 'absent':
      if (situation.isStarting) return normal('loading', '$(loading~spin) Inkling', 'Starting.');
      return {
        word: 'absent',
        text: '$(warning) Inkling: no model',
        reason: 'There is no model. Choose a model file.',
        severity: 'warning',
      };
    case 'failed':
      return {
        word: 'failed',
        text: '$(error) Inkling: model failed',
        reason: `${model.error.message} ${model.error.remedy}`,
        severity: 'error',
      };
    case 'restarting':
      return normal(
        'restarting',
        '$(sync~spin) Inkling',
        `The model's process ended and starts again (attempt ${model.attempt}).`,
      );
    case 'loading':
      return normal(
        'loading',
        `$(loading~spin) Inkling ${Math.floor(model.progress * 100)}%`,
        'The model is being loaded.',
      );
    case 'idle':
    case 'ready':
      break;
  }
  if (offHere !== undefined) return normal('off', '$(circle-slash) Inkling', offHere);
  if (situation.isThinking) return normal('thinking', '$(loading~spin) Inkling', 'The model is writing.');
  if (model.kind === 'idle') {
    return normal('idle', `${pencil} Inkling`, 'The model is not in memory; it is loaded when you type.');
  }
  const reason = situation.isAutomatic ? 'Ready.' : 'Ready when you ask: automatic completion is off.';
  return normal('ready', `${pencil} Inkling`, reason);
}

const pencil = '$(pencil)';

function normal(word: StatusWord, text: string, reason: string): Status {
  return { word, text, reason, severity: 'normal' };
}
