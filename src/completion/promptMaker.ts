import { SnippetShelf, type When } from './context/snippetShelf';
import type { Clock, CodeModel, GenerateLimits, Prompt, Workspace } from './ports';
import { AnchorShelf } from './prompt/anchorShelf';
import { promptBudget } from './prompt/budget';
import { buildPrompt } from './prompt/buildPrompt';
import type { CompletionRequest, CompletionSettings } from './request';
import { outlineAt } from './syntax/outline';
import type { SyntaxTree } from './syntax/syntaxTree';
import type { Trace } from './trace';

export interface MadePrompt {
  readonly prompt: Prompt;
  /** What the model may write. */
  readonly limits: Pick<GenerateLimits, 'maxTokens' | 'heals'>;
}

/** Stage 9 of the line, the context and the prompt, and what both keep from one request to the next. */
export class PromptMaker {
  readonly #workspace: Workspace;
  readonly #shelf: SnippetShelf;
  readonly #anchors = new AnchorShelf();

  constructor(clock: Clock, workspace: Workspace) {
    this.#workspace = workspace;
    this.#shelf = new SnippetShelf(clock);
  }

  make(
    request: CompletionRequest,
    settings: CompletionSettings,
    tree: SyntaxTree | undefined,
    model: CodeModel,
    trace: Trace,
    when: When = 'typing',
  ): MadePrompt {
    const { snapshot, offset } = request;
    const snippets = this.#shelf.gather(request, settings, this.#workspace, when);
    trace.mark('context');
    const { without } = settings;
    const budget = promptBudget(model, settings);
    const { prompt, anchor } = buildPrompt({
      snapshot,
      offset,
      fim: model.fim,
      budget,
      outline: () => (without?.includes('elision') ? undefined : tree && outlineAt(tree, offset)),
      snippets,
      previous: without?.includes('anchor') ? [] : this.#anchors.find(snapshot.uri, model),
      ...(without && { without }),
      estimateTokens: (text) => model.estimateTokens(text),
    });
    this.#anchors.remember(anchor, model);
    trace.mark('prompt');
    const maxTokens = Math.min(settings.maxTokens, budget.completion);
    return { prompt, limits: { maxTokens, ...(without?.includes('healing') && { heals: false }) } };
  }

  /** The document was closed, renamed or deleted. */
  forget(uri: string): void {
    this.#anchors.forget(uri);
    this.#shelf.forget(uri);
  }
}
