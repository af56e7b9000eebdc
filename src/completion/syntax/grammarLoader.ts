import { Language, Parser } from 'web-tree-sitter';

import type { Grammars, Logger } from '../ports';

/**
 * The parser's WebAssembly runtime is one per process by the library's own design, and two starts at once would leave
 * grammars of the one beside trees of the other. So the promise lives here and not in an instance.
 */
let runtime: Promise<void> | undefined;

/** Loads the runtime and each grammar once, when it is first asked for. */
export class GrammarLoader {
  readonly #grammars: Grammars;
  readonly #logger: Logger;
  readonly #languages = new Map<string, Promise<Language | undefined>>();

  constructor(grammars: Grammars, logger: Logger) {
    this.#grammars = grammars;
    this.#logger = logger;
  }

  /** The grammar in a file, or undefined when it cannot be loaded; says why once. */
  language(file: string): Promise<Language | undefined> {
    const known = this.#languages.get(file);
    if (known) return known;
    const loading = this.#load(file);
    this.#languages.set(file, loading);
    return loading;
  }

  async #load(file: string): Promise<Language | undefined> {
    try {
      await startRuntime(this.#grammars);
      return await Language.load(await this.#grammars.load(file));
    } catch (error) {
      // Completion works without a tree; the language keeps its text rules.
      this.#logger.warn(`The grammar ${file} cannot be loaded: ${String(error)}`);
      return undefined;
    }
  }
}

async function startRuntime(grammars: Grammars): Promise<void> {
  runtime ??= grammars.runtime().then((wasmBinary) => Parser.init({ wasmBinary }));
  try {
    await runtime;
  } catch (error) {
    runtime = undefined;
    throw error;
  }
}
