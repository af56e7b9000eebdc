import path from 'node:path';

import { Engine } from '../../src/completion/engine';
import type {
  Clock,
  CodeModel,
  Grammars,
  Logger,
  ModelSource,
  OpenDocument,
  ProjectIndex,
} from '../../src/completion/ports';
import type { CompletionRequest, CompletionSettings, Decision } from '../../src/completion/request';
import { clock as realClock } from '../../src/extension/clock';
import { createLifecycle } from '../../src/extension/createLifecycle';
import { grammarFiles } from '../../src/extension/grammarFiles';
import { parseSettings } from '../../src/extension/settings';
import type { Adapter } from '../../src/model/adapters/adapter';
import { noGraphics } from '../../src/model/gpu/gpuScout';
import type { Place } from './batchRow';
import { guessIndentUnit } from '../../src/lab/guessIndentUnit';
import { languageIdOf } from '../../src/completion/syntax/languageOfPath';
import { toLf } from './lineEnds';
import { outcomeOf, type Outcome } from './outcome';

/** How a place is asked for. */
export interface Asking {
  readonly trigger: CompletionRequest['trigger'];
  readonly settings: CompletionSettings;
  /** Writes instead of the engine's own model. */
  readonly model?: CodeModel;
}

export interface HeadlessParts {
  readonly models: ModelSource;
  readonly grammars: Grammars;
  readonly clock: Clock;
  readonly logger: Logger;
  /** The workspace's files; undefined without one. */
  readonly project?: ProjectIndex | undefined;
}

/** The extension's engine without an editor around it. */
export class HeadlessEngine {
  readonly #engine: Engine;
  readonly #clock: Clock;
  readonly #decisions: Decision[] = [];
  #open: readonly OpenDocument[] = [];
  #model: CodeModel | undefined;
  #lastId = 0;

  constructor({ models, grammars, clock, logger, project }: HeadlessParts) {
    this.#clock = clock;
    this.#engine = new Engine({
      models: {
        peek: () => this.#model ?? models.peek(),
        acquire: async (signal) => this.#model ?? models.acquire(signal),
      },
      workspace: { openDocuments: () => this.#open, ...(project && { project }) },
      grammars,
      clock,
      logger,
      journal: { record: (decision) => void this.#decisions.push(decision) },
    });
  }

  /** Knows nothing of earlier places. Throws `ModelError`, or `signal.reason` when aborted. */
  async complete(place: Place, { trigger, settings, model }: Asking, signal: AbortSignal): Promise<Outcome> {
    this.#lastId += 1;
    const id = this.#lastId;
    const original = toLf(place.text);
    const { languageId } = place;
    const snapshot = {
      uri: uriOf(id, place.path),
      path: place.path,
      languageId,
      version: 1,
      text: original.text,
    };
    const current = { ...snapshot, read: () => snapshot.text };
    this.#open = [current, ...place.files.map((file) => openDocument(id, file.path, file.text))];
    this.#decisions.length = 0;
    this.#model = model;
    const request: CompletionRequest = {
      id,
      snapshot,
      offset: original.offset(place.offset),
      trigger,
      indentUnit: guessIndentUnit(snapshot.text),
      editedAt: this.#clock.now(),
      hasSelection: false,
      cursorCount: 1,
    };
    try {
      this.#engine.learnOpenFiles(snapshot.uri, Infinity);
      const made = await this.#engine.complete(request, settings, signal);
      return outcomeOf(made, this.#decisions.at(-1), place, original.restore);
    } finally {
      for (const { uri } of this.#open) this.#engine.forget(uri);
    }
  }

  async dispose(): Promise<void> {
    await this.#engine.dispose();
  }
}

/** A headless engine with the real model, and what ends both. */
export interface LoadedEngine {
  readonly engine: HeadlessEngine;
  dispose(): Promise<void>;
}

/**
 * Loads the model into its process. `root` holds dist/, as the repository and the installed extension do. Throws
 * `ModelError` when the model can't be used.
 */
export async function loadHeadlessEngine(
  root: string,
  { file, adapters }: { readonly file: string; readonly adapters: readonly Adapter[] },
  logger: Logger,
  project?: ProjectIndex,
): Promise<LoadedEngine> {
  const modelSettings = { ...parseSettings(() => undefined).settings.model, adapters, idleMinutes: 0 };
  // The settings' defaults run on the processor, so nobody is asked about graphics cards.
  const scout = { find: () => Promise.resolve(noGraphics) };
  const models = createLifecycle(root, modelSettings, scout, realClock, logger);
  const grammars = grammarFiles(path.join(root, 'dist', 'grammars'));
  const engine = new HeadlessEngine({ models, grammars, clock: realClock, logger, project });
  const dispose = async (): Promise<void> => {
    await engine.dispose();
    await models.dispose();
  };
  try {
    await models.use(file);
    return { engine, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

function openDocument(id: number, file: string, text: string): OpenDocument {
  return {
    uri: uriOf(id, file),
    path: file,
    languageId: languageIdOf(file),
    version: 1,
    read: () => toLf(text).text,
  };
}

/** The same path in two places is two documents. */
function uriOf(id: number, file: string): string {
  return `place:/${id}/${encodeURI(file)}`;
}
