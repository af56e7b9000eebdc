import path from 'node:path';

import { Engine } from '../../src/completion/engine';
import type { Logger, OpenDocument } from '../../src/completion/ports';
import type { CompletionRequest, Decision } from '../../src/completion/request';
import { clock } from '../../src/extension/clock';
import { createLifecycle } from '../../src/extension/createLifecycle';
import { grammarFiles } from '../../src/extension/grammarFiles';
import { parseSettings } from '../../src/extension/settings';
import type { Place } from './batchRow';
import { guessIndentUnit } from './guessIndentUnit';
import { languageIdOf } from './languageIds';
import { toLf } from './lineEnds';
import { outcomeOf, type Outcome } from './outcome';

/** The extension's engine and its model's process, without an editor around them. */
export interface HeadlessEngine {
  /** Knows nothing of earlier places. Throws `ModelError`, or `signal.reason` when aborted. */
  complete(place: Place, trigger: CompletionRequest['trigger'], signal: AbortSignal): Promise<Outcome>;
  dispose(): Promise<void>;
}

/**
 * Loads the model. `root` holds dist/, as the repository and the installed extension do. Throws `ModelError` when the
 * model can't be used.
 */
export async function startHeadlessEngine(
  root: string,
  model: string,
  logger: Logger,
): Promise<HeadlessEngine> {
  const { completion, model: modelSettings } = parseSettings(() => undefined).settings;
  // Whoever names a place wants an answer there: no pause to wait for more typing, and any language.
  const settings = { ...completion, debounce: 0, disabledLanguages: [] };
  const lifecycle = createLifecycle(root, { ...modelSettings, idleMinutes: 0 }, clock, logger);
  let open: readonly OpenDocument[] = [];
  const decisions: Decision[] = [];
  const engine = new Engine({
    models: lifecycle,
    workspace: { openDocuments: () => open },
    grammars: grammarFiles(path.join(root, 'dist', 'grammars')),
    clock,
    logger,
    journal: { record: (decision) => void decisions.push(decision) },
  });
  const dispose = async (): Promise<void> => {
    await engine.dispose();
    await lifecycle.dispose();
  };
  let lastId = 0;
  const complete: HeadlessEngine['complete'] = async (place, trigger, signal) => {
    lastId += 1;
    const original = toLf(place.text);
    const snapshot = {
      uri: uriOf(lastId, place.path),
      path: place.path,
      languageId: place.languageId,
      version: 1,
      text: original.text,
    };
    const current = { ...snapshot, read: () => snapshot.text };
    open = [current, ...place.files.map(({ path: file, text }) => openDocument(lastId, file, text))];
    decisions.length = 0;
    const request: CompletionRequest = {
      id: lastId,
      snapshot,
      offset: original.offset(place.offset),
      trigger,
      indentUnit: guessIndentUnit(snapshot.text),
      editedAt: clock.now(),
      hasSelection: false,
      cursorCount: 1,
    };
    try {
      engine.learnOpenFiles(snapshot.uri, Infinity);
      const made = await engine.complete(request, settings, signal);
      return outcomeOf(made, decisions.at(-1), original.restore);
    } finally {
      for (const { uri } of open) engine.forget(uri);
    }
  };
  try {
    await lifecycle.use(model);
    return { complete, dispose };
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
