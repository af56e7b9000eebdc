import { existsSync } from 'node:fs';
import { register } from 'node:module';
import { pathToFileURL } from 'node:url';

/**
 * From here on the engine finds its packages in this folder first. It asks for them by name, which Node would look for
 * beside the engine only: inside the extension, where nothing may be added.
 */
export function useEngines(folder: string): void {
  if (!existsSync(folder)) return;
  const data = { root: `${pathToFileURL(folder).href}/` };
  register(`data:text/javascript,${encodeURIComponent(hooks)}`, { parentURL: import.meta.url, data });
}

/** Plain JavaScript, because Node runs it in a thread of its own that starts from a text. */
const hooks = `
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
let root;
export async function initialize(data) { root = data.root; }
export async function resolve(specifier, context, next) {
  if (/^@node-llama-cpp\\/[\\w-]+$/.test(specifier)) {
    const url = new URL(specifier + '/dist/index.js', root);
    if (existsSync(fileURLToPath(url))) return { url: url.href, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}
`;
