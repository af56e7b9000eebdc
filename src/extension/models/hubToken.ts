import type * as vscode from 'vscode';

const key = 'hubToken';

export async function hubToken(secrets: vscode.SecretStorage): Promise<string | undefined> {
  return secrets.get(key);
}

/** Undefined forgets it. */
export async function keepHubToken(secrets: vscode.SecretStorage, token: string | undefined): Promise<void> {
  await (token === undefined ? secrets.delete(key) : secrets.store(key, token));
}
