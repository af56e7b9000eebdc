import { SnippetShelf } from '../../src/completion/context/snippetShelf';
import type { CodeModel, Prompt } from '../../src/completion/ports';
import { AnchorShelf } from '../../src/completion/prompt/anchorShelf';
import { promptBudget } from '../../src/completion/prompt/budget';
import { buildPrompt } from '../../src/completion/prompt/buildPrompt';
import { outlineAt } from '../../src/completion/syntax/outline';
import { SyntaxParser } from '../../src/completion/syntax/parser';
import { clock } from '../../src/extension/clock';
import { nodeGrammars } from '../fakes/nodeGrammars';
import { requestAt, settings, silent, snapshotOf } from './benchParts';
import { otherDocuments } from './coreProbes';
import type { GeneratedFile } from './generatedFile';
import { ask, firstTokenMs, type Answered } from './hostClient';

/** From the request to the first token, and what of it was the model's. Milliseconds. */
export interface Keystroke extends Answered {
  readonly firstTokenMs: number;
  readonly modelMs: number;
}

const signal = new AbortController().signal;

/**
 * The stages of the line up to the first token, with the engine's own parts. Without the cache, the shared stream and
 * the memory, which would answer some keystrokes instead of the model: here each one reaches it.
 */
export class BenchLine {
  readonly #model: CodeModel;
  readonly #parser = new SyntaxParser(nodeGrammars(), clock, silent);
  readonly #shelf = new SnippetShelf(clock);
  readonly #anchors = new AnchorShelf();
  #version = 0;

  constructor(model: CodeModel) {
    this.#model = model;
  }

  async firstToken(file: GeneratedFile): Promise<Keystroke> {
    const started = performance.now();
    const prompt = await this.prompt(file);
    const asked = performance.now();
    const answered = await ask(this.#model, prompt, { maxTokens: 1 });
    const modelMs = firstTokenMs(answered);
    return { ...answered, modelMs, firstTokenMs: asked - started + modelMs };
  }

  async prompt(file: GeneratedFile): Promise<Prompt> {
    const { offset } = file;
    const model = this.#model;
    this.#version += 1;
    const snapshot = snapshotOf(file, this.#version);
    const tree = await this.#parser.parse(snapshot, signal);
    const workspace = { openDocuments: () => otherDocuments };
    const { prompt, anchor } = buildPrompt({
      snapshot,
      offset,
      fim: model.fim,
      budget: promptBudget(model, settings),
      outline: () => tree && outlineAt(tree, offset),
      snippets: this.#shelf.gather(requestAt(snapshot, offset), settings, workspace),
      previous: this.#anchors.find(snapshot.uri, model),
      estimateTokens: (text) => model.estimateTokens(text),
    });
    this.#anchors.remember(anchor, model);
    return prompt;
  }

  dispose(): void {
    this.#parser.dispose();
  }
}
