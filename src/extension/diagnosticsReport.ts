import { cpus, freemem, homedir, release, totalmem } from 'node:os';

import * as vscode from 'vscode';

import { decisionFacts, decisionSummary } from './decisionSummary';
import type { Diagnostics } from './diagnostics';
import { settingKeys } from './settings';

const gigabyte = 1024 ** 3;
const decisionsShown = 10;

/** The diagnostics as text to paste into a report. Holds no code, and no user name as far as it is the home folder's. */
export function diagnosticsReport(diagnostics: Diagnostics): string {
  const { version, state, reason, activationMs, model, hostPid, graphics, requests, lastDecisions } =
    diagnostics;
  const lines = [
    `Inkling ${version}, VS Code ${vscode.version} (${vscode.env.appName}), Node ${process.versions.node}`,
    `System: ${process.platform} ${process.arch} ${release()}, ${vscode.env.remoteName ? 'remote' : 'local'}`,
    `Processor: ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    `Memory: ${(freemem() / gigabyte).toFixed(1)} of ${(totalmem() / gigabyte).toFixed(1)} GB free`,
    `State: ${state}. ${reason}`,
    `Activation: ${activationMs.toFixed(1)} ms`,
    `Model: ${model ? [model.file, model.name, model.layout].filter(Boolean).join(', ') : 'none'}`,
    `Model process: ${hostPid ?? 'none'}${model?.where === undefined ? '' : `. ${model.where}`}`,
    `Graphics: ${graphics.join(' ')}`,
    `Requests: ${JSON.stringify(requests)}`,
    `Settings changed: ${changedSettings().join('; ') || 'none'}`,
    'Last decisions, newest first:',
    ...lastDecisions.slice(-decisionsShown).reverse().map(decisionLine),
  ];
  return lines.join('\n').replaceAll(homedir(), '~');
}

function decisionLine(decision: Diagnostics['lastDecisions'][number]): string {
  const facts = decisionFacts(decision).map(([name, value]) => `${name}: ${value}`);
  return `  #${decision.id} ${decisionSummary(decision)} (${facts.join('; ')})`;
}

function changedSettings(): readonly string[] {
  const configuration = vscode.workspace.getConfiguration('inkling');
  return settingKeys.flatMap((key) => {
    const value = JSON.stringify(configuration.get(key));
    return value === JSON.stringify(configuration.inspect(key)?.defaultValue) ? [] : [`${key} = ${value}`];
  });
}
