import { isBuiltin } from './bundles.mjs';

/** Never inside a bundle: the engine stays a package of its own, tests and tools are not the product. */
const unwanted = [
  /(^|\/)node_modules\/(node-llama-cpp|@node-llama-cpp)\//,
  /^test\/(?!fakes\/)/,
  /(^|\/)node_modules\/(vitest|mocha|esbuild|typescript)\//,
];
const fakes = /^test\/fakes\//;

/**
 * What is wrong with a bundle, in sentences, read from esbuild's metafile: imports that will not be there at run
 * time, and sources that must not be inside. Empty when all is well.
 */
export function bundleFaults(bundle, metafile) {
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  const strangers = imports.filter(
    ({ path, external }) => external && !isBuiltin(path) && !bundle.packages.includes(path),
  );
  const forbidden = bundle.holdsFakes ? unwanted : [...unwanted, fakes];
  const intruders = Object.keys(metafile.inputs).filter((input) =>
    forbidden.some((pattern) => pattern.test(input)),
  );
  return [
    ...strangers.map(({ path }) => `${bundle.file} imports ${path}, which it will not find when it runs.`),
    ...intruders.map((input) => `${bundle.file} contains ${input}.`),
  ];
}
