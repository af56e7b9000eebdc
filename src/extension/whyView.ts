import * as vscode from 'vscode';

import type { Decision } from '../completion/request';
import { decisionFacts, decisionSummary } from './decisionSummary';

interface DecisionItem extends vscode.QuickPickItem {
  readonly decision: Decision;
}

/** Lists the last decisions, the newest first; choosing one shows all that is known of it. */
export async function showWhy(decisions: readonly Decision[]): Promise<void> {
  if (decisions.length === 0) {
    void vscode.window.showInformationMessage('Inkling has not been asked for a completion yet.');
    return;
  }
  const items = decisions.map(decisionItem).reverse();
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Inkling: Why?',
    placeHolder: 'The last requests, newest first. Choose one for details.',
    matchOnDescription: true,
  });
  if (chosen) await showDecision(chosen.decision);
}

async function showDecision(decision: Decision): Promise<void> {
  const facts = decisionFacts(decision).map(([name, value]) => ({ label: name, description: value }));
  const { raw } = decision;
  const written =
    raw === undefined ? [] : [{ label: 'Text before filters', description: JSON.stringify(raw) }];
  await vscode.window.showQuickPick([...facts, ...written], {
    title: `Inkling: request ${decision.id}`,
    placeHolder: decisionSummary(decision),
  });
}

function decisionItem(decision: Decision): DecisionItem {
  const icon = decision.reason === undefined ? '$(check)' : '$(circle-slash)';
  return { label: `${icon} #${decision.id}`, description: decisionSummary(decision), decision };
}
