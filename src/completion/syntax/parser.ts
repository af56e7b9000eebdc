import type { Clock, Grammars, Logger } from '../ports';
import type { Snapshot } from '../request';
import { DocumentParse } from './documentParse';
import { GrammarLoader } from './grammarLoader';
import { isParseable } from './isParseable';
import { languageRow } from './languages';
import type { SyntaxTree } from './syntaxTree';

/** What a person has open side by side and goes back to. */
const keptDocuments = 8;

/** All kept documents together, in code units; a tree was seen to need 20 to 35 bytes of WebAssembly memory for each. */
const keptLength = 3_000_000;

/** Parses documents incrementally: each new text is compared with the last one of the same document. */
export class SyntaxParser {
  readonly #loader: GrammarLoader;
  readonly #clock: Clock;
  readonly #logger: Logger;
  /** Least recently used first. */
  readonly #documents = new Map<string, DocumentParse>();
  #disposed = false;

  constructor(grammars: Grammars, clock: Clock, logger: Logger) {
    this.#loader = new GrammarLoader(grammars, logger);
    this.#clock = clock;
    this.#logger = logger;
  }

  /**
   * The snapshot's tree; undefined without a grammar, for texts too large to parse at each keystroke, and when the time
   * for it is over (the work goes on and serves the next call). Throws `signal.reason` when aborted.
   */
  async parse(snapshot: Snapshot, signal: AbortSignal): Promise<SyntaxTree | undefined> {
    const { uri, languageId, text } = snapshot;
    const row = languageRow(languageId);
    if (row.grammar === undefined || !isParseable(text)) return undefined;
    const language = await this.#loader.language(row.grammar);
    signal.throwIfAborted();
    if (!language || this.#disposed) return undefined;

    const known = this.#documents.get(uri);
    if (known && known.languageId !== languageId) this.forget(uri);
    const document =
      this.#documents.get(uri) ?? new DocumentParse(languageId, row, language, this.#clock, this.#logger);
    this.#documents.delete(uri);
    this.#documents.set(uri, document);
    this.#closeOldest();
    return document.parse(text, signal);
  }

  /** Whether the newest text of the document has no tree yet but will have one. */
  isParsing(uri: string): boolean {
    return this.#documents.get(uri)?.isParsing ?? false;
  }

  /** How many trees hold WebAssembly memory now. */
  get liveTrees(): number {
    let count = 0;
    for (const document of this.#documents.values()) count += document.liveTrees;
    return count;
  }

  /** The document was closed: its trees are freed; whoever still holds one finds it empty. */
  forget(uri: string): void {
    this.#documents.get(uri)?.close();
    this.#documents.delete(uri);
  }

  /** Frees all trees; a request that comes later gets none. */
  dispose(): void {
    this.#disposed = true;
    for (const uri of [...this.#documents.keys()]) this.forget(uri);
  }

  #closeOldest(): void {
    let length = 0;
    for (const document of this.#documents.values()) length += document.length;
    for (const [uri, document] of [...this.#documents]) {
      const isFull = this.#documents.size > keptDocuments || length > keptLength;
      if (!isFull || this.#documents.size === 1) return;
      length -= document.length;
      this.forget(uri);
    }
  }
}
