import * as vscode from 'vscode';

import type { Report } from './modelShop';

/** Long work that the user has asked for: shown, and cancelled through the signal. Resolves to undefined when cancelled. */
export async function withProgress<T>(
  title: string,
  work: (report: Report, signal: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const cancel = new AbortController();
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Inkling: ${title}`,
    cancellable: true,
  };
  try {
    return await vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(() => {
        cancel.abort();
      });
      return work(reporter(progress), cancel.signal);
    });
  } catch (error) {
    if (cancel.signal.aborted) return undefined;
    throw error;
  }
}

/** VS Code wants increments; work knows shares of 0 to 1. */
function reporter(progress: vscode.Progress<{ message?: string; increment?: number }>): Report {
  let reached = 0;
  return (message, share) => {
    const percent = share === undefined ? reached : Math.max(reached, share * 100);
    progress.report({ message, increment: percent - reached });
    reached = percent;
  };
}
