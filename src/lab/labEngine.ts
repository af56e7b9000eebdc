import type { Taste } from '../completion/acceptance/taste';
import { Engine } from '../completion/engine';
import type {
  Clock,
  Grammars,
  Logger,
  Members,
  ModelSource,
  OpenDocument,
  RecentEdit,
  ShelfData,
} from '../completion/ports';
import type {
  Completion,
  CompletionRequest,
  CompletionSettings,
  Decision,
  LinePlace,
  Snapshot,
} from '../completion/request';
import type { CorpusFile, ProjectFiles } from './hole';
import { LabProject, uriOf } from './labProject';
import { SoundnessCheck } from './soundnessCheck';

export interface LabParts {
  readonly models: ModelSource;
  readonly grammars: Grammars;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: CompletionSettings;
  /** Whether the memory learns the files of a package that are not open. */
  readonly learnsProject: boolean;
  /** Left out where no language server runs. */
  readonly members?: Members | undefined;
  /** Left out where nobody accepts anything. */
  readonly taste?: Taste | undefined;
  /** What the person has changed in other files; left out where nothing was. */
  readonly recentEdits?: (() => readonly RecentEdit[]) | undefined;
}

/** Who asks: by hand or not, in what editor, after which edit. */
export type How = Pick<CompletionRequest, 'trigger' | 'indentUnit' | 'lastEdit'>;

export interface Answer {
  readonly completion: Completion | undefined;
  readonly decision: Decision;
}

/** The extension's engine with an editor of ours around it: what is open, and who asks. */
export class LabEngine {
  readonly #engine: Engine;
  readonly #settings: CompletionSettings;
  readonly #clock: Clock;
  readonly #decisions: Decision[] = [];
  readonly #learnsProject: boolean;
  readonly #soundness: SoundnessCheck;
  readonly #projects = new WeakMap<readonly CorpusFile[], LabProject>();
  #project: LabProject | undefined;
  #open: readonly OpenDocument[] = [];
  #current: OpenDocument | undefined;
  #lastId = 0;

  constructor(parts: LabParts) {
    const { models, grammars, clock, logger, settings, learnsProject, members, taste, recentEdits } = parts;
    this.#settings = settings;
    this.#learnsProject = learnsProject;
    this.#clock = clock;
    this.#soundness = new SoundnessCheck(grammars);
    this.#engine = new Engine({
      models,
      workspace: {
        openDocuments: () => (this.#current ? [this.#current, ...this.#open] : this.#open),
        project: { shelves: () => this.#project?.shelves() ?? noShelves },
        ...(recentEdits && { recentEdits }),
      },
      grammars,
      clock,
      logger,
      journal: { record: (decision) => void this.#decisions.push(decision) },
      ...(members && { members }),
      ...(taste && { taste }),
    });
  }

  /**
   * Closes what is open and opens these files, as if the person had worked with them: the memory has learned them all, and
   * the project's other files too.
   */
  open(files: readonly CorpusFile[], project: ProjectFiles | undefined): void {
    this.#project = this.#learnsProject && project ? this.#learned(project) : undefined;
    const kept = new Map(this.#open.map((document) => [document.uri, document]));
    const documents = files.map((file) => kept.get(uriOf(file)) ?? documentOf(file));
    for (const { uri } of this.#open) {
      if (!documents.some((document) => document.uri === uri)) this.#engine.forget(uri);
    }
    this.#open = documents;
    this.#engine.learnOpenFiles('', Infinity);
  }

  /** What the person in front of `snapshot` gets. Throws `ModelError`, or `signal.reason` when aborted. */
  async complete(snapshot: Snapshot, offset: number, how: How, signal: AbortSignal): Promise<Answer> {
    this.#current = { ...snapshot, read: () => snapshot.text };
    return this.#ask(snapshot, offset, how, signal);
  }

  #learned({ files, hidden }: ProjectFiles): LabProject {
    const learned = this.#projects.get(files) ?? new LabProject(files);
    this.#projects.set(files, learned);
    learned.hide(hidden);
    return learned;
  }

  /** Whether what is shown breaks the document; undefined where it cannot be parsed. */
  breaks(
    { text, languageId }: Snapshot,
    offset: number,
    completion: Completion,
    indentUnit: string,
  ): Promise<boolean | undefined> {
    const surroundings = { prefix: text.slice(0, offset), suffix: text.slice(offset) };
    const { shape } = completion;
    const { maxLines } = this.#settings;
    return this.#soundness.breaks(completion, { ...surroundings, languageId, shape, indentUnit, maxLines });
  }

  /** The caret rests here, as far as nobody types: the model may read ahead. Throws `signal.reason`. */
  async rest(snapshot: Snapshot, offset: number, indentUnit: string, signal: AbortSignal): Promise<void> {
    this.#current = { ...snapshot, read: () => snapshot.text };
    const how = { trigger: 'automatic', indentUnit } as const;
    const request = { id: 0, snapshot, offset, ...how, editedAt: undefined, ...oneCaret };
    await this.#engine.warm(request, this.#settings, signal);
  }

  noteVerdict(verdict: 'accepted' | 'rejected', place: LinePlace): void {
    this.#engine.noteVerdict(verdict, place);
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
    this.#soundness.dispose();
  }

  async #ask(snapshot: Snapshot, offset: number, how: How, signal: AbortSignal): Promise<Answer> {
    const id = (this.#lastId += 1);
    const request: CompletionRequest = {
      id,
      snapshot,
      offset,
      ...how,
      editedAt: this.#clock.now(),
      ...oneCaret,
    };
    const completion = await this.#engine.complete(request, this.#settings, signal);
    const decision = this.#decisions.find((each) => each.id === id);
    this.#decisions.length = 0;
    if (!decision) throw new Error('The engine told no story of a request.');
    return { completion, decision };
  }
}

const oneCaret = { hasSelection: false, cursorCount: 1 };

/** The same one always: the memory looks at new shelves anew. */
const noShelves: readonly ShelfData[] = [];

function documentOf(file: CorpusFile): OpenDocument {
  const { path, languageId, text } = file;
  return { uri: uriOf(file), path, languageId, version: 1, read: () => text };
}
