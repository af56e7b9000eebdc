import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import * as vscode from 'vscode';

import { eventually } from './eventually.js';

const caret = '█';
/** The trigger command resolves before its ghost text is there, and nothing in the API says when it is. */
const askAgainMs = 50;

/** The workspace that the runner made. */
export function workspaceFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'the suite needs a workspace');
  return folder.uri.fsPath;
}

/** Writes a file into the workspace, opens it, and puts the caret where `drawing` has a █. */
export async function openFile(name: string, drawing: string): Promise<vscode.TextEditor> {
  const { text, offset } = read(drawing);
  const file = path.join(workspaceFolder(), name);
  writeFileSync(file, text);
  return show(await vscode.workspace.openTextDocument(vscode.Uri.file(file)), offset);
}

/** As `openFile`, with a document that has never been saved. */
export async function openUntitled(language: string, drawing: string): Promise<vscode.TextEditor> {
  const { text, offset } = read(drawing);
  return show(await vscode.workspace.openTextDocument({ language, content: text }), offset);
}

/** Opens a notebook of code cells that has never been saved, and edits the last one, where its drawing has a █. */
export async function openNotebook(
  language: string,
  cells: readonly [string, ...string[]],
): Promise<vscode.TextEditor> {
  const { text, offset } = read(cells.at(-1) ?? '');
  const texts = [...cells.slice(0, -1), text];
  const data = texts.map((each) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, each, language));
  const notebook = await vscode.workspace.openNotebookDocument(
    'jupyter-notebook',
    new vscode.NotebookData(data),
  );
  const last = texts.length - 1;
  const range = new vscode.NotebookRange(last, last + 1);
  await vscode.window.showNotebookDocument(notebook, { selections: [range] });
  const { document } = notebook.cellAt(last);
  const editor = await eventually('the cell has an editor', async () => {
    await vscode.commands.executeCommand('notebook.cell.edit');
    const active = vscode.window.activeTextEditor;
    return active?.document === document && active;
  });
  const position = document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
  return editor;
}

/** Types as a user does: a keystroke for each character, with all that follows from it. */
export async function type(text: string): Promise<void> {
  for (const character of text) await vscode.commands.executeCommand('type', { text: character });
}

/**
 * Asks for a completion by hand and accepts it: the text that it inserted, or undefined when none came
 * within `withinMs`.
 */
export async function accepted(editor: vscode.TextEditor, withinMs = 20_000): Promise<string | undefined> {
  const before = editor.document.getText();
  const offset = editor.document.offsetAt(editor.selection.active);
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    await vscode.commands.executeCommand('editor.action.inlineSuggest.commit');
    const after = editor.document.getText();
    if (after !== before) return after.slice(offset, editor.document.offsetAt(editor.selection.active));
    await sleep(askAgainMs);
  }
  return undefined;
}

/** Closes every editor without asking about unsaved changes. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

async function show(document: vscode.TextDocument, offset: number): Promise<vscode.TextEditor> {
  const editor = await vscode.window.showTextDocument(document);
  const position = document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(new vscode.Range(position, position));
  return editor;
}

function read(drawing: string): { readonly text: string; readonly offset: number } {
  const offset = drawing.indexOf(caret);
  assert.ok(offset >= 0, 'the drawing has no caret');
  return { text: drawing.replace(caret, ''), offset };
}
