import { statSync } from 'node:fs';
import path from 'node:path';

import { build, context } from 'esbuild';

import { bundleFaults } from './checkBundle.mjs';
import { bundleOptions, bundles } from './bundles.mjs';
import { copyGrammars } from './copyGrammars.mjs';

/**
 * Bundles to `folder` (an absolute path) and copies the grammars beside them. Resolves to one row per file,
 * { file, bytes, modules }. Throws with every fault of every bundle, in sentences.
 */
export async function buildAll({ folder, names = Object.keys(bundles), production = false }) {
  const rows = [];
  const faults = [];
  const metafiles = {};
  for (const name of names) {
    const bundle = bundles[name];
    const { metafile } = await build(bundleOptions(bundle, folder, { production }));
    faults.push(...bundleFaults(bundle, metafile));
    metafiles[name] = metafile;
    const { size } = statSync(path.join(folder, bundle.file));
    rows.push({ file: bundle.file, bytes: size, modules: Object.keys(metafile.inputs).length });
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  const grammars = copyGrammars(path.join(folder, 'grammars'));
  return { rows, grammars, metafiles };
}

/** Builds again whenever a source changes, until the process ends. */
export async function watchAll({ folder }) {
  copyGrammars(path.join(folder, 'grammars'));
  for (const bundle of Object.values(bundles)) {
    const watching = await context({
      ...bundleOptions(bundle, folder, { production: false }),
      logLevel: 'info',
    });
    await watching.watch();
  }
}
