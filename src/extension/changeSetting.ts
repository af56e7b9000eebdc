import * as vscode from 'vscode';

import { restrictedSettings } from './restrictedSettings';

/**
 * Writes a setting below "inkling." where the user has it already and it counts: in the workspace, or else for the user.
 * `undefined` takes it back there. Throws what VS Code throws when the settings file cannot be written.
 */
export async function changeSetting(key: string, value: unknown): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('inkling');
  const counts = vscode.workspace.isTrusted || !restrictedSettings.has(key);
  const inWorkspace = counts && configuration.inspect(key)?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(key, value, target);
}
