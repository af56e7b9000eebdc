import * as vscode from 'vscode';

import type { Choice, PickRow } from './pickRows';

interface ModelItem extends vscode.QuickPickItem {
  readonly choice: Choice | undefined;
}

/** Shows the rows as a list that filters by all that is written in them. Resolves to undefined on Escape. */
export async function pickModel(
  rows: readonly PickRow[],
  title: string,
  placeHolder: string,
): Promise<Choice | undefined> {
  const items = rows.map(modelItem);
  const options = { title, placeHolder, matchOnDescription: true, matchOnDetail: true };
  return (await vscode.window.showQuickPick(items, options))?.choice;
}

function modelItem({ label, description, detail, choice }: PickRow): ModelItem {
  if (choice === undefined) return { label, kind: vscode.QuickPickItemKind.Separator, choice };
  return { label, description, detail, choice };
}
