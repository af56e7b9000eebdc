import * as vscode from 'vscode';

import type { Taste } from '../../completion/acceptance/taste';
import { learnedItems } from './learnedItems';
import type { Learning } from './learning';

const forget = '$(trash) Forget all of it…';

/** Lists what was learned; the last line forgets it. */
export async function showLearned(taste: Pick<Taste, 'data'>, learning: Learning): Promise<void> {
  await learning.save();
  const items: readonly vscode.QuickPickItem[] = [
    ...learnedItems(taste.data),
    { label: forget, description: 'Begin again with what suits most people' },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Inkling: What Was Learned',
    placeHolder: 'Numbers only, kept on this machine. They decide what is shown unasked.',
    matchOnDescription: true,
  });
  if (chosen?.label === forget) await forgetLearned(learning);
}

/** Asks first: it can't be undone. */
export async function forgetLearned(learning: Learning): Promise<void> {
  const yes = 'Forget';
  const answer = await vscode.window.showWarningMessage(
    'Inkling: forget which completions you have accepted and rejected?',
    { modal: true, detail: 'Your files and the project memory stay as they are.' },
    yes,
  );
  if (answer === yes) await learning.forget();
}
