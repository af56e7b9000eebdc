import { Engine } from '../../src/completion/engine';
import type {
  Clock,
  CodeModel,
  Grammars,
  Logger,
  ModelSource,
  OpenDocument,
} from '../../src/completion/ports';
import type {
  Completion,
  CompletionRequest,
  CompletionSettings,
  Decision,
  Snapshot,
} from '../../src/completion/request';
import { ScriptedModel } from '../fakes/scriptedModel';
import type { CorpusFile } from './hole';

export interface LabParts {
  readonly models: ModelSource;
  readonly grammars: Grammars;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: CompletionSettings;
}

export interface Answer {
  readonly completion: Completion | undefined;
  readonly decision: Decision;
}

/** Lessons are learned a slice at a time, one slice for each request. */
const mostLessons = 500;

/** The extension's engine with an editor of ours around it: what is open, and who asks. */
export class LabEngine {
  readonly #engine: Engine;
  readonly #settings: CompletionSettings;
  readonly #clock: Clock;
  readonly #decisions: Decision[] = [];
  #open: readonly OpenDocument[] = [];
  #current: OpenDocument | undefined;
  #isMute = false;
  #lastId = 0;

  constructor({ models, grammars, clock, logger, settings }: LabParts) {
    this.#settings = settings;
    this.#clock = clock;
    const mute = new ScriptedModel('');
    const source: ModelSource = {
      peek: () => (this.#isMute ? mute : models.peek()),
      acquire: (signal) => (this.#isMute ? Promise.resolve<CodeModel>(mute) : models.acquire(signal)),
    };
    this.#engine = new Engine({
      models: source,
      workspace: { openDocuments: () => (this.#current ? [this.#current, ...this.#open] : this.#open) },
      grammars,
      clock,
      logger,
      journal: { record: (decision) => void this.#decisions.push(decision) },
    });
  }

  /**
   * Closes what is open and opens these files, as if the person had worked with them for a while: the memory has
   * learned them all. It learns beside requests only, so a mute model is asked until nothing is left to learn.
   */
  async open(files: readonly CorpusFile[]): Promise<void> {
    const kept = new Map(this.#open.map((document) => [document.uri, document]));
    const documents = files.map((file) => kept.get(uriOf(file)) ?? documentOf(file));
    for (const { uri } of this.#open) {
      if (!documents.some((document) => document.uri === uri)) this.#engine.forget(uri);
    }
    const scratch: Snapshot = {
      uri: 'lab:scratch',
      path: 'scratch',
      languageId: 'c',
      version: 1,
      text: 'x = ',
    };
    let read = 0;
    this.#open = documents.map((document) => ({ ...document, read: () => ((read += 1), document.read()) }));
    this.#isMute = true;
    for (let lesson = 0; lesson < mostLessons; lesson += 1) {
      const before = read;
      await this.#ask(scratch, scratch.text.length, 'automatic', { useOpenFiles: false, debounce: 0 });
      this.#engine.forget(scratch.uri);
      if (read === before) break;
    }
    this.#isMute = false;
    this.#open = documents;
  }

  /** What the person in front of `snapshot` gets. Throws `ModelError`, or `signal.reason` when aborted. */
  async complete(
    snapshot: Snapshot,
    offset: number,
    trigger: CompletionRequest['trigger'],
    indentUnit: string,
    signal: AbortSignal,
  ): Promise<Answer> {
    this.#current = { ...snapshot, read: () => snapshot.text };
    return this.#ask(snapshot, offset, trigger, {}, indentUnit, signal);
  }

  noteEdit(): void {
    this.#engine.noteEdit(this.#clock.now());
  }

  forget(uri: string): void {
    this.#engine.forget(uri);
    if (this.#current?.uri === uri) this.#current = undefined;
  }

  async dispose(): Promise<void> {
    await this.#engine.dispose();
  }

  async #ask(
    snapshot: Snapshot,
    offset: number,
    trigger: CompletionRequest['trigger'],
    changes: Partial<CompletionSettings>,
    indentUnit = '  ',
    signal = new AbortController().signal,
  ): Promise<Answer> {
    const id = (this.#lastId += 1);
    const request: CompletionRequest = {
      id,
      snapshot,
      offset,
      trigger,
      indentUnit,
      editedAt: this.#clock.now(),
      hasSelection: false,
      cursorCount: 1,
    };
    const completion = await this.#engine.complete(request, { ...this.#settings, ...changes }, signal);
    const decision = this.#decisions.find((each) => each.id === id);
    this.#decisions.length = 0;
    if (!decision) throw new Error('The engine told no story of a request.');
    return { completion, decision };
  }
}

function documentOf(file: CorpusFile): OpenDocument {
  const { path, languageId, text } = file;
  return { uri: uriOf(file), path, languageId, version: 1, read: () => text };
}

function uriOf(file: CorpusFile): string {
  return `lab:/${encodeURI(`${file.package}/${file.path}`)}`;
}
