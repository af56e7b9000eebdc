import { languageFamily } from '../syntax/languageFamily';
import type { Clock, OpenDocument, ShelfData, Workspace } from '../ports';
import type { CompletionRequest, CompletionSettings, Snapshot, Snippet } from '../request';
import { isSecretFile } from '../secrets';
import { lineEnd, lineStart } from '../text';
import { declarations } from './declarations';
import { windowsOf, type WindowedFile } from './fileWindows';
import { importedFiles } from './importedFiles';
import { ProjectView, type Reader } from './projectView';
import { recentEdits } from './recentEdits';
import { similarInProject } from './similarInProject';
import { similarWindows } from './similarWindows';
import { wordsOf } from './similarity';

/** The most recently used files say most; the others are not looked at. */
const mostFiles = 20;

/** Cutting new files into windows may hold a keystroke for this long; what is left waits for the next ranking. */
const cuttingMs = 8;

/**
 * A caret this far from where the snippets were ranked is in another place, in lines: in the middle of typing, and when
 * the model has nothing else to do than to read the prompt again. What was collected ten lines above finds a tenth less.
 */
const farLines = { typing: 40, resting: 8 } as const;

/** Changes in other files wait for a pause of this length: a new ranking makes the model read the prompt again. */
const idleMs = 4000;

/** What the cursor's surroundings are, in lines before and after it. */
const linesBefore = 30;
const linesAfter = 10;

/** And no more than this of them, where lines are long; in code units. */
const unitsBefore = 6_000;
const unitsAfter = 2_000;

/**
 * Code from other files for the prompt: open ones, and those that the project index knows. The same array of snippets
 * comes back while the user types in one place, because the snippets stand before the text that grows, in the model's
 * KV cache.
 */
export class SnippetShelf {
  readonly #clock: Clock;
  readonly #files = new Map<string, WindowedFile>();
  #ranking: Ranking | undefined;
  #project = { shelves: noShelves, view: new ProjectView(noShelves) };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** In the order for the prompt: the best last, next to the current file. */
  gather(
    request: CompletionRequest,
    settings: CompletionSettings,
    workspace: Workspace,
    when: When = 'typing',
  ): readonly Snippet[] {
    const { snapshot, offset } = request;
    const now = this.#clock.now();
    const open = workspace.openDocuments();
    const documents = settings.useOpenFiles ? relevant(open, snapshot) : [];
    const shelves = workspace.project?.shelves() ?? noShelves;
    const seen = documents
      .map(({ uri, version }) => `${uri}@${version}`)
      .sort()
      .join('\n');
    const last = this.#ranking;
    const isSame = last?.seen === seen && last.shelves === shelves;
    if (last && isNear(last, snapshot, offset, farLines[when]) && (isSame || now - last.askedAt < idleMs)) {
      this.#ranking = { ...last, askedAt: now };
      return last.snippets;
    }
    const files = this.#cut(documents, now);
    const complete = files.length === documents.length;
    const around = surroundings(snapshot.text, offset);
    const isOpen = new Set(open.map(({ uri }) => uri));
    const reader: Reader = {
      family: languageFamily(snapshot.languageId),
      mayRead: ({ uri, path }) => uri !== snapshot.uri && path !== snapshot.path && !isOpen.has(uri),
    };
    const { without } = settings;
    const view = this.#viewOf(shelves);
    const windows = [
      ...rank(files, snapshot, around, without),
      ...(without?.includes('project-windows')
        ? []
        : similarInProject(view, around, snapshot.languageId, reader)),
    ];
    const declared = without?.includes('declarations')
      ? []
      : declarations(view, snapshot.text.slice(0, offset), snapshot.languageId, reader);
    const found = [...windows, ...declared.filter((each) => !windows.some((window) => says(window, each)))];
    const readsEdits = settings.useOpenFiles && !without?.includes('recent-edits');
    const edits = readsEdits ? (workspace.recentEdits?.() ?? []) : [];
    const edited = recentEdits(edits, snapshot, wordsOf(around));
    const snippets = [...found, ...edited].sort((a, b) => a.score - b.score);
    this.#ranking = {
      uri: snapshot.uri,
      line: lineOf(snapshot.text, offset),
      seen: complete ? seen : '',
      shelves,
      snippets: last && isEqual(last.snippets, snippets) ? last.snippets : snippets,
      askedAt: now,
    };
    return this.#ranking.snippets;
  }

  #viewOf(shelves: readonly ShelfData[]): ProjectView {
    if (shelves !== this.#project.shelves) this.#project = { shelves, view: new ProjectView(shelves) };
    return this.#project.view;
  }

  /** The document was closed. */
  forget(uri: string): void {
    this.#files.delete(uri);
  }

  /** The files in windows, from the last time where nothing changed. */
  #cut(documents: readonly OpenDocument[], startedAt: number): readonly WindowedFile[] {
    const files: WindowedFile[] = [];
    for (const document of documents) {
      const known = this.#files.get(document.uri);
      if (known?.version === document.version) {
        files.push(known);
      } else if (this.#clock.now() - startedAt <= cuttingMs) {
        const file = windowsOf(document);
        this.#files.set(document.uri, file);
        files.push(file);
      }
    }
    const open = new Set(documents.map(({ uri }) => uri));
    for (const uri of this.#files.keys()) {
      if (this.#files.size <= 2 * mostFiles) break;
      if (!open.has(uri)) this.#files.delete(uri);
    }
    return files;
  }
}

/** Whether somebody waits for the prompt, or the caret rests. */
export type When = keyof typeof farLines;

interface Ranking {
  readonly uri: string;
  readonly line: number;
  /** The files and versions that were looked at; '' when some have to wait. */
  readonly seen: string;
  readonly shelves: readonly ShelfData[];
  readonly snippets: readonly Snippet[];
  readonly askedAt: number;
}

function relevant(documents: readonly OpenDocument[], current: Snapshot): readonly OpenDocument[] {
  const family = languageFamily(current.languageId);
  return documents
    .filter(({ uri, languageId }) => uri !== current.uri && languageFamily(languageId) === family)
    .filter(({ uri, path }) => !isSecretFile(path) && !isSecretFile(uri))
    .slice(0, mostFiles);
}

function isNear({ uri, line }: Ranking, snapshot: Snapshot, offset: number, lines: number): boolean {
  return uri === snapshot.uri && Math.abs(lineOf(snapshot.text, offset) - line) <= lines;
}

const noShelves: readonly ShelfData[] = [];

function rank(
  files: readonly WindowedFile[],
  snapshot: Snapshot,
  around: string,
  without: CompletionSettings['without'],
): readonly Snippet[] {
  const imported = without?.includes('imports') ? [] : importedFiles(files, snapshot);
  const whole = new Set(imported.map(({ path }) => path));
  const others = files.filter(({ path }) => !whole.has(path));
  if (without?.includes('open-windows')) return imported;
  return [...imported, ...similarWindows(others, wordsOf(around))];
}

function surroundings(text: string, offset: number): string {
  const near = text.slice(Math.max(0, offset - unitsBefore), offset + unitsAfter);
  const cursor = Math.min(offset, unitsBefore);
  let start = cursor;
  for (let line = 0; line < linesBefore && start > 0; line += 1) start = lineStart(near, start - 1);
  let end = cursor;
  for (let line = 0; line < linesAfter && end < near.length; line += 1) end = lineEnd(near, end + 1);
  return near.slice(start, end);
}

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function says(window: Snippet, { path, text }: Snippet): boolean {
  return window.path === path && window.text.includes(text);
}

function isEqual(a: readonly Snippet[], b: readonly Snippet[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ path, text }, index) => path === b[index]?.path && text === b[index].text)
  );
}
