import type { Clock, OpenDocument, Workspace } from '../../../src/completion/ports';
import type { CompletionRequest, CompletionSettings } from '../../../src/completion/request';

export const settings: CompletionSettings = {
  enabled: true,
  automatic: true,
  disabledLanguages: [],
  insideComments: 'on',
  profile: 'balanced',
  maxLines: 10,
  maxTokens: 64,
  prefillBudgetMs: 1000,
  debounce: 'adaptive',
  useOpenFiles: true,
  speculate: false,
  learn: true,
  checkMembers: true,
};

/** A clock that a test turns by hand. */
export class HandClock implements Clock {
  ms = 0;
  now(): number {
    return this.ms;
  }
  async delay(): Promise<void> {
    throw new Error('Nothing in this room waits');
  }
}

/** Open files by path, most recently used first. */
export class Desk implements Workspace {
  reads = 0;
  readonly #files: Map<string, { readonly text: string; readonly version: number }>;

  constructor(files: Readonly<Record<string, string>>) {
    this.#files = new Map(Object.entries(files).map(([path, text]) => [path, { text, version: 1 }]));
  }

  write(path: string, text: string): void {
    this.#files.set(path, { text, version: (this.#files.get(path)?.version ?? 0) + 1 });
  }

  openDocuments(): readonly OpenDocument[] {
    return [...this.#files].map(([path, { text, version }]) => ({
      uri: `file:///${path}`,
      path,
      languageId: languageOf(path),
      version,
      read: () => {
        this.reads += 1;
        return text;
      },
    }));
  }
}

/** A request at the █ of a drawing. */
export function request(path: string, drawing: string): CompletionRequest {
  const text = drawing.replace('█', '');
  return {
    id: 1,
    snapshot: { uri: `file:///${path}`, path, languageId: languageOf(path), version: 1, text },
    offset: drawing.indexOf('█'),
    trigger: 'automatic',
    indentUnit: '  ',
    editedAt: undefined,
    hasSelection: false,
    cursorCount: 1,
  };
}

function languageOf(path: string): string {
  const ending = path.slice(path.lastIndexOf('.') + 1);
  return (
    { ts: 'typescript', tsx: 'typescriptreact', py: 'python', c: 'c', h: 'cpp', go: 'go' }[ending] ??
    'plaintext'
  );
}
