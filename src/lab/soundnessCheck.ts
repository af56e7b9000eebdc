import type { Clock, Grammars } from '../completion/ports';
import type { At } from '../completion/request';
import { closingEnds, plausibleEnds } from '../completion/syntax/plausibleEnds';
import { SyntaxParser } from '../completion/syntax/parser';
import { Slices } from '../completion/syntax/slices';
import { syntaxFaults } from '../completion/syntax/syntaxFaults';

const silent = { trace: nothing, debug: nothing, info: nothing, warn: nothing };

/** The check takes the time that it needs: for it, the clock stands. */
const standingClock: Clock = { now: () => 0, delay: () => Promise.resolve() };

/** Checks what the engine shows by other means than the engine's: each text is parsed whole and from its beginning. */
export class SoundnessCheck {
  readonly #parser: SyntaxParser;
  readonly #signal = new AbortController().signal;

  constructor(grammars: Grammars) {
    this.#parser = new SyntaxParser(grammars, standingClock, silent);
  }

  /**
   * Whether a completion leaves a syntax error in the document that was not there, with whatever end its line may get;
   * undefined where the document cannot be parsed.
   */
  async breaks(
    completion: { readonly text: string; readonly replace: number },
    at: At,
  ): Promise<boolean | undefined> {
    const after = await this.fewestFaults(completion.text, completion.replace, at);
    if (after === undefined || after === 0) return after === undefined ? undefined : false;
    const before = await this.fewestFaults('', 0, at);
    if (before === undefined) return undefined;
    if (after <= before || before === 0) return after > before;
    return this.#breaksClosed(completion.text, completion.replace, at);
  }

  /** The same with all that is open closed, where an open bracket may hide a fault below. */
  async #breaksClosed(text: string, replace: number, at: At): Promise<boolean> {
    if (closingEnds('', 0, at).length === 0) return true;
    const isClosed = closingEnds(text, replace, at).length === 0;
    const after = await this.fewestFaults(text, replace, at, isClosed ? plausibleEnds : closingEnds);
    const before = await this.fewestFaults('', 0, at, closingEnds);
    return (after ?? Infinity) > (before ?? 0);
  }

  /** The faults of the document with a text at the cursor and the best of its ends; undefined when it has no tree. */
  async fewestFaults(
    text: string,
    replace: number,
    at: At,
    ends = plausibleEnds,
  ): Promise<number | undefined> {
    let fewest: number | undefined;
    for (const end of ends(text, replace, at)) {
      const count = await this.#faultsOf(at.prefix + text + end + at.suffix.slice(replace), at.languageId);
      if (count === undefined) return undefined;
      fewest = Math.min(fewest ?? Infinity, count);
      if (fewest === 0) break;
    }
    return fewest;
  }

  dispose(): void {
    this.#parser.dispose();
  }

  async #faultsOf(text: string, languageId: string): Promise<number | undefined> {
    const uri = `check:/${languageId}`;
    const tree = await this.#parser.parse({ uri, path: '', languageId, version: 1, text }, this.#signal);
    const root = tree?.root;
    const faults = root && (await syntaxFaults(root, new Slices(standingClock, Infinity, this.#signal)));
    this.#parser.forget(uri);
    return faults?.length;
  }
}

function nothing(): void {
  // The lab has nobody to tell.
}
