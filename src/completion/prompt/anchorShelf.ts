import type { CodeModel } from '../ports';
import type { Anchor } from './anchor';

/** What a person has open side by side and goes back to. */
const mostDocuments = 8;

/** A person who looks something up in the same file comes back; the model's cache holds about as many places. */
const mostPlaces = 2;

/** The anchors of the latest places in each recent document, for the model in use: another model has another KV cache. */
export class AnchorShelf {
  readonly #anchors = new Map<string, readonly Anchor[]>();
  #model: CodeModel | undefined;

  /** The latest one first. */
  find(uri: string, model: CodeModel): readonly Anchor[] {
    return (model === this.#model ? this.#anchors.get(uri) : undefined) ?? [];
  }

  remember(anchor: Anchor, model: CodeModel): void {
    if (model !== this.#model) this.#anchors.clear();
    this.#model = model;
    const others = (this.#anchors.get(anchor.uri) ?? []).filter((other) => other !== anchor);
    this.#anchors.delete(anchor.uri);
    this.#anchors.set(anchor.uri, [anchor, ...others].slice(0, mostPlaces));
    for (const oldest of this.#anchors.keys()) {
      if (this.#anchors.size <= mostDocuments) return;
      this.#anchors.delete(oldest);
    }
  }

  forget(uri: string): void {
    this.#anchors.delete(uri);
  }
}
