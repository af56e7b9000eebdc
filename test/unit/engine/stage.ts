import { Taste } from '../../../src/completion/acceptance/taste';
import { Engine } from '../../../src/completion/engine';
import type {
  CodeModel,
  Grammars,
  Members,
  ModelSource,
  OpenDocument,
  RecentEdit,
  ShelfData,
} from '../../../src/completion/ports';
import type {
  At,
  Completion,
  CompletionRequest,
  CompletionSettings,
  Decision,
  Snapshot,
} from '../../../src/completion/request';
import { ManualClock, quiet } from '../../fakes/manualClock';
import { nodeGrammars } from '../../fakes/nodeGrammars';
import { ScriptedModel, type Script } from '../../fakes/scriptedModel';
import { parseDrawing } from '../marks';

export const settings: CompletionSettings = {
  enabled: true,
  automatic: true,
  disabledLanguages: [],
  insideComments: 'on',
  profile: 'balanced',
  maxLines: 10,
  maxTokens: 200,
  prefillBudgetMs: 1000,
  debounce: 0,
  useOpenFiles: true,
  speculate: false,
  learn: true,
  checkMembers: true,
};

/** Hands out a model that the test can take away, replace and break. */
export class Models implements ModelSource {
  current: CodeModel | undefined;
  /** Thrown by `acquire` instead of waiting for a model. */
  error: Error | undefined;
  #waiting = new Set<() => void>();

  peek(): CodeModel | undefined {
    return this.current;
  }

  async acquire(signal: AbortSignal): Promise<CodeModel> {
    for (;;) {
      signal.throwIfAborted();
      if (this.error) throw this.error;
      if (this.current) return this.current;
      await new Promise<void>((resolve) => {
        this.#waiting.add(resolve);
        signal.addEventListener(
          'abort',
          () => {
            resolve();
          },
          { once: true },
        );
      });
    }
  }

  /** Wakes those who wait: there is a model now, or an error. */
  change(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

/** One request under way. */
export interface Asked {
  readonly id: number;
  readonly result: Promise<Completion | undefined>;
  readonly abort: AbortController;
  /** The cursor's surroundings, as the engine sees them in block shape. */
  readonly at: At;
  /** How it has ended: 'shown', 'nothing', the error's name, or 'pending'. */
  readonly fate: () => string;
}

export interface Options {
  readonly request?: Partial<CompletionRequest>;
  readonly snapshot?: Partial<Snapshot>;
  readonly settings?: Partial<CompletionSettings>;
}

const bytes = new Map<string, Promise<Uint8Array>>();
const files = nodeGrammars();

/** The real grammars, each read from the disk once. */
export const grammars: Grammars = {
  runtime: () => files.runtime(),
  load: (file) => {
    const known = bytes.get(file) ?? files.load(file);
    bytes.set(file, known);
    return known;
  },
};

/** An engine in a world that a test holds still. */
export class Stage {
  readonly clock = new ManualClock();
  readonly model: ScriptedModel;
  readonly models = new Models();
  readonly decisions: Decision[] = [];
  readonly engine: Engine;
  openDocuments: readonly OpenDocument[] = [];
  recentEdits: readonly RecentEdit[] = [];
  shelves: readonly ShelfData[] = [];
  members: Members | undefined;
  #lastId = 0;

  readonly taste = new Taste();

  constructor(script: Script | string = '', parserFiles: Grammars = grammars) {
    const certain = typeof script === 'string' ? { text: script } : script;
    this.model = new ScriptedModel({ logProbability: 0, ...certain });
    this.models.current = this.model;
    const silent = { trace() {}, debug() {}, info() {}, warn() {} };
    this.engine = new Engine({
      models: this.models,
      workspace: {
        openDocuments: () => this.openDocuments,
        recentEdits: () => this.recentEdits,
        project: { shelves: () => this.shelves },
      },
      grammars: parserFiles,
      clock: this.clock,
      logger: silent,
      journal: { record: (decision) => this.decisions.push(decision) },
      taste: this.taste,
      members: {
        at: async (...asked) => this.members?.at(...asked),
        known: (...asked) => this.members?.known(...asked),
      },
    });
  }

  /** What the model writes the next time. */
  write(script: Script | string): void {
    this.model.script = { logProbability: 0, ...(typeof script === 'string' ? { text: script } : script) };
  }

  /** A request at the █ of a drawing. */
  requestAt(
    drawing: string,
    request: Partial<CompletionRequest> = {},
    snapshot: Partial<Snapshot> = {},
  ): CompletionRequest {
    const { prefix, suffix } = parseDrawing(drawing);
    this.#lastId += 1;
    const id = this.#lastId;
    return {
      id,
      snapshot: {
        uri: 'file:///sample.ts',
        path: 'sample.ts',
        languageId: 'typescript',
        version: id,
        text: prefix + suffix,
        ...snapshot,
      },
      offset: prefix.length,
      trigger: 'automatic',
      indentUnit: '    ',
      editedAt: 0,
      hasSelection: false,
      cursorCount: 1,
      ...request,
    };
  }

  /** Asks at the █ of a drawing; the test turns the clock. */
  ask(drawing: string, { request = {}, snapshot = {}, settings: own = {} }: Options = {}): Asked {
    const { prefix, suffix } = parseDrawing(drawing);
    const whole = this.requestAt(drawing, request, snapshot);
    const { id } = whole;
    const abort = new AbortController();
    let fate = 'pending';
    const result = this.engine.complete(whole, { ...settings, ...own }, abort.signal);
    result.then(
      (completion) => (fate = completion ? 'shown' : 'nothing'),
      (error: unknown) => (fate = error instanceof Error ? error.name : String(error)),
    );
    const { languageId } = whole.snapshot;
    const { indentUnit } = whole;
    const at: At = { prefix, suffix, languageId, shape: 'block', indentUnit, maxLines: settings.maxLines };
    return { id, result, abort, at, fate: () => fate };
  }

  /** Asks and waits for the answer. */
  async complete(drawing: string, options: Options = {}): Promise<Completion | undefined> {
    const asked = this.ask(drawing, options);
    await this.until(() => asked.fate() !== 'pending');
    return asked.result;
  }

  /** Lets all that is due happen until the condition holds. Real time passes while a grammar is being loaded. */
  async until(condition: () => boolean): Promise<void> {
    for (let round = 0; !condition(); round += 1) {
      if (round > 3000) throw new Error('Nothing more happens, and what was waited for has not.');
      await this.clock.advance(0);
      if (round > 20) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await quiet();
  }

  /** Waits until the model writes for a request, which is the one with this number of calls. */
  async writing(calls = 1): Promise<void> {
    await this.until(() => this.model.calls.length === calls);
  }

  reasons(): readonly (string | undefined)[] {
    return this.decisions.map(({ reason, source }) => reason ?? source);
  }
}

export function openDocument(path: string, text: string, languageId = 'typescript'): OpenDocument {
  return { uri: `file:///${path}`, path, languageId, version: 1, read: () => text };
}
