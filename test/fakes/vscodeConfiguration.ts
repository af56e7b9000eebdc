import { readFileSync } from 'node:fs';

import { ConfigurationTarget } from './vscodeValues';

/** The settings files, and whether the workspace's own counts for all of them. */
export interface FakeSettings {
  readonly configuration: ReadonlyMap<string, unknown>;
  readonly workspaceConfiguration: Map<string, unknown>;
  readonly isTrusted: boolean;
  configure(key: string, value: unknown): void;
}

/** As the manifest names them to VS Code. */
const restricted = new Set<string>(
  JSON.parse(readFileSync('package.json', 'utf8')).capabilities.untrustedWorkspaces.restrictedConfigurations,
);

/** What `workspace.getConfiguration('inkling')` gives: the workspace's value before the user's, where it counts. */
export function configurationOf(settings: FakeSettings) {
  const { configuration, workspaceConfiguration } = settings;
  return {
    get: (key: string) => {
      const counts = settings.isTrusted || !restricted.has(`inkling.${key}`);
      return (counts ? workspaceConfiguration.get(key) : undefined) ?? configuration.get(key);
    },
    inspect: (key: string) => ({
      globalValue: configuration.get(key),
      workspaceValue: workspaceConfiguration.get(key),
    }),
    update: async (key: string, value: unknown, target: unknown) => {
      if (target === ConfigurationTarget.Workspace) workspaceConfiguration.set(key, value);
      else settings.configure(key, value);
    },
  };
}
