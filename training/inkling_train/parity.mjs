// The other side of parity.py: tokens and probabilities as node-llama-cpp computes them.
// usage: node parity.mjs MODEL.gguf IN.json OUT.json   (node-llama-cpp is resolved from the current folder)
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const { getLlama, LlamaLogLevel } = await import(pathToFileURL(require.resolve('node-llama-cpp')).href);
const [, , modelPath, inPath, outPath] = process.argv;
const { texts, sequences } = JSON.parse(readFileSync(inPath, 'utf8'));

const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error, maxThreads: 1 });
const model = await llama.loadModel({ modelPath, gpuLayers: 0 });
const context = await model.createContext({ contextSize: 2048, batchSize: 512, sequences: 1, threads: 1 });
const sequence = context.getSequence();

const tokens = texts.map((text) => [...model.tokenize(text, false, 'trimLeadingSpace')]);
const probabilities = [];
for (const ids of sequences) {
  await sequence.clearHistory();
  const evaluated = await sequence.controlledEvaluate(ids.map((id) => [id, { generateNext: { probabilities: true } }]));
  probabilities.push(
    evaluated.map((step) => (step ? [...step.next.probabilities.entries()].slice(0, 20).map(([id, p]) => [Number(id), p]) : null)),
  );
}
writeFileSync(outPath, JSON.stringify({ tokens, probabilities, trainContext: model.trainContextSize }));
await context.dispose();
process.exit(0);
