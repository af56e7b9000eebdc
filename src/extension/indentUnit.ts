import type * as vscode from 'vscode';

/** VS Code's own default, for an editor that does not say. */
const usualWidth = 4;

/** What one level of indentation looks like in an editor: a tab, or some spaces. */
export function indentUnit(options: vscode.TextEditorOptions | undefined): string {
  if (options?.insertSpaces === false) return '\t';
  const { indentSize, tabSize } = options ?? {};
  const width = typeof indentSize === 'number' ? indentSize : tabSize;
  return ' '.repeat(typeof width === 'number' ? width : usualWidth);
}
