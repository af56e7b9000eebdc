import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Quiet and offline: nothing of VS Code's own asks the network, pops up, or competes for ghost text.
 * (Chat would bring a second provider of inline completions.)
 */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'editor.inlineSuggest.enabled': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  // In a browser VS Code saves by itself; on the desktop it does not, and a test wants to see the user do it.
  'files.autoSave': 'off',
  'git.enabled': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

/** Left by a VS Code terminal or a Node debugger, these would make a new server talk to the old window. */
const foreignVariables = /^(VSCODE_|ELECTRON_|NODE_OPTIONS$|CODE_SERVER_)/;

/**
 * Folders and settings of one VS Code of our own, below `root` (absolute; made when missing):
 * { root, userData, extensions, config, env }. `env` sends everything that would land in the user's home to
 * `root` as well. `settings` come on top of the quiet ones; settings that are there already stay as they are.
 */
export function makeProfile(root, settings = {}) {
  const userData = path.join(root, 'user-data');
  const extensions = path.join(root, 'extensions');
  const home = path.join(root, 'home');
  const config = path.join(root, 'code-server.yaml');
  for (const folder of [path.join(userData, 'User'), extensions, home])
    mkdirSync(folder, { recursive: true });
  const file = path.join(userData, 'User', 'settings.json');
  if (!existsSync(file))
    writeFileSync(file, `${JSON.stringify({ ...quietSettings, ...settings }, undefined, 2)}\n`);
  writeFileSync(config, 'auth: none\n');
  return { root, userData, extensions, config, env: environment(home) };
}

function environment(home) {
  const own = Object.entries(process.env).filter(([name]) => !foreignVariables.test(name));
  return {
    ...Object.fromEntries(own),
    HOME: home,
    XDG_CACHE_HOME: path.join(home, '.cache'),
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_DATA_HOME: path.join(home, '.local/share'),
  };
}
