// Greedy completions as node-llama-cpp makes them, for evaluate.py, without token healing: one thread, whole prompts of token ids.
// usage: node generate.mjs MODEL.gguf IN.json OUT.json   (node-llama-cpp is resolved from the current folder)
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const { getLlama, LlamaLogLevel } = await import(pathToFileURL(require.resolve('node-llama-cpp')).href);
const [, , modelPath, inPath, outPath] = process.argv;
/** `breaksLine[id]`: whether the token's text has a line break; `controls`: ids that end a completion. */
const { prompts, breaksLine, controls } = JSON.parse(readFileSync(inPath, 'utf8'));
const ends = new Set(controls);

const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error, maxThreads: 1 });
const model = await llama.loadModel({ modelPath, gpuLayers: 0 });
const context = await model.createContext({ contextSize: 2048, batchSize: 512, sequences: 1, threads: 1 });
const sequence = context.getSequence();

const made = [];
for (const { ids, limit, oneLine } of prompts) {
  await sequence.clearHistory();
  const start = performance.now();
  const out = [];
  for await (const token of sequence.evaluate(ids, { temperature: 0, yieldEogToken: true })) {
    if (ends.has(token)) break;
    out.push(token);
    if (out.length >= limit || (oneLine && breaksLine[token])) break;
  }
  made.push({ ids: out, ms: performance.now() - start });
}
writeFileSync(outPath, JSON.stringify(made));
await context.dispose();
process.exit(0);
