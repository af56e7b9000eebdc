import * as vscode from 'vscode';

import { selector } from './servedDocuments';

/** The provider's place in VS Code's list, which can be taken anew. */
export class ProviderRegistration {
  readonly #provider: vscode.InlineCompletionItemProvider;
  #registration: vscode.Disposable;

  constructor(provider: vscode.InlineCompletionItemProvider) {
    this.#provider = provider;
    this.#registration = vscode.languages.registerInlineCompletionItemProvider(selector, provider);
  }

  /**
   * What the provider would answer has changed: takes the ghost text away, and makes VS Code ask again. It keeps an
   * answer, also an empty one, until something is typed, unless the provider is a new one.
   */
  renew(): void {
    void vscode.commands.executeCommand('editor.action.inlineSuggest.hide');
    this.#registration.dispose();
    this.#registration = vscode.languages.registerInlineCompletionItemProvider(selector, this.#provider);
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
