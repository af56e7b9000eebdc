import * as vscode from 'vscode';

const scheme = 'inkling-model';

/**
 * Models' pages as read-only Markdown documents in VS Code's own preview: themes, zoom, search and screen readers work,
 * and nothing on them can run.
 */
export class ModelPages implements vscode.TextDocumentContentProvider {
  readonly #text: (ref: string) => string;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  readonly #open = new Map<string, vscode.Uri>();
  /** What was last given to VS Code, by reference: a download's progress must not draw a page anew. */
  readonly #given = new Map<string, string>();
  readonly onDidChange = this.#changed.event;

  /** `text` gives the page of a reference. */
  constructor(text: (ref: string) => string) {
    this.#text = text;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const text = this.#text(uri.query);
    this.#given.set(uri.query, text);
    return text;
  }

  async show(ref: string, title: string): Promise<void> {
    const name = title.replace(/[\\/?#]/g, ' ');
    const uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query: ref });
    this.#open.set(ref, uri);
    this.#changed.fire(uri);
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  }

  /** What is known has changed: pages in sight follow. */
  refresh(): void {
    for (const [ref, uri] of this.#open) {
      const given = this.#given.get(ref);
      if (given !== undefined && given !== this.#text(ref)) this.#changed.fire(uri);
    }
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
