import { readdirSync, readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { restrictedSettings } from '../../../src/extension/restrictedSettings';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const sources = readdirSync('src/extension', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(`src/extension/${file}`, 'utf8'));
const commandsOfManifest: readonly string[] = manifest.contributes.commands.map(
  (entry: { command: string }) => entry.command,
);

test('every command that the sources name is one of the manifest', () => {
  const named = sources.flatMap((text) =>
    [...text.matchAll(/'(inkling\.[A-Za-z]+)'/g)].map((match) => match[1]),
  );
  const notCommands = [
    'inkling.status',
    'inkling.exclude',
    'inkling.paused',
    'inkling.inkling',
    'inkling.models',
  ];
  const commands = new Set(named.filter((name) => name !== undefined && !notCommands.includes(name)));
  expect([...commands].sort()).toEqual([...commandsOfManifest].sort());
});

test('keys and menus run commands that exist', () => {
  const { keybindings, menus } = manifest.contributes;
  for (const { command } of [...keybindings, ...menus.commandPalette])
    expect(commandsOfManifest).toContain(command);
});

test('what an untrusted workspace may not choose are settings that exist', () => {
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  expect(restrictedConfigurations).toEqual([...restrictedSettings].map((key) => `inkling.${key}`));
  for (const key of restrictedConfigurations)
    expect(manifest.contributes.configuration.properties).toHaveProperty([key]);
});

test('every setting says what it does, where it may be set, and what its words mean', () => {
  for (const [key, setting] of Object.entries<Record<string, unknown>>(
    manifest.contributes.configuration.properties,
  )) {
    expect(setting.markdownDescription, key).toMatch(/\.$/);
    // In a remote window VS Code hides the user's own value of a setting of scope 'machine' from an extension that
    // runs on the user's side; what belongs to one machine is kept from being synchronised instead.
    expect(setting.scope, key).toBe('window');
    expect(setting.ignoreSync === true, key).toBe(key.startsWith('inkling.model.'));
    if (Array.isArray(setting.enum)) expect(setting.enumDescriptions, key).toHaveLength(setting.enum.length);
  }
});
