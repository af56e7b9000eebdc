import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { bundleSuite } from './bundleSuite.mjs';

/** Files that the suite opens; it writes others itself. */
const workspaceFiles = {
  'totals.ts': 'export const unrelated = 1;\n',
};

/**
 * What either runner hands to its extension host, below `root`: the compiled suite, a workspace, where the
 * results go, and an empty extension. VS Code runs tests only for an extension under development, and the one
 * under test has to be the installed VSIX: so the one under development is empty.
 */
export async function prepareSuite(root) {
  const workspace = path.join(root, 'workspace');
  const emptyExtension = path.join(root, 'empty-extension');
  for (const folder of [workspace, emptyExtension]) mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(workspaceFiles)) writeFileSync(path.join(workspace, name), text);
  const manifest = {
    name: 'empty',
    publisher: 'inkling-test',
    version: '0.0.1',
    engines: { vscode: '^1.94.0' },
    extensionKind: ['workspace'],
  };
  writeFileSync(path.join(emptyExtension, 'package.json'), JSON.stringify(manifest));
  return {
    workspace,
    emptyExtension,
    index: await bundleSuite(path.join(root, 'suite')),
    results: path.join(root, 'results.json'),
  };
}
