import type { CodeModel } from '../ports';
import type { Anchor } from './anchor';

/** What a person has open side by side and goes back to. */
const mostDocuments = 8;

/** The prompt's anchor of each recent document, for the model that is in use: another model has another KV cache. */
export class AnchorShelf {
  readonly #anchors = new Map<string, Anchor>();
  #model: CodeModel | undefined;

  find(uri: string, model: CodeModel): Anchor | undefined {
    return model === this.#model ? this.#anchors.get(uri) : undefined;
  }

  remember(anchor: Anchor, model: CodeModel): void {
    if (model !== this.#model) this.#anchors.clear();
    this.#model = model;
    this.#anchors.delete(anchor.uri);
    this.#anchors.set(anchor.uri, anchor);
    for (const oldest of this.#anchors.keys()) {
      if (this.#anchors.size <= mostDocuments) return;
      this.#anchors.delete(oldest);
    }
  }

  forget(uri: string): void {
    this.#anchors.delete(uri);
  }
}
