// The other side of variants.py: held-out nats and speed of several files in node-llama-cpp, in turns so that load hits all alike.
// usage: node variants.mjs IN.json OUT.json   (node-llama-cpp is resolved from the current folder)
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const require = createRequire(join(process.cwd(), 'package.json'));
const { getLlama, LlamaLogLevel } = await import(pathToFileURL(require.resolve('node-llama-cpp')).href);
const [, , inPath, outPath] = process.argv;
const { files, windows, prompt, rounds, answer } = JSON.parse(readFileSync(inPath, 'utf8'));

const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error, maxThreads: 1 });
const found = {};
const sequences = {};
for (const file of files) {
  const model = await llama.loadModel({ modelPath: file, gpuLayers: 0 });
  const context = await model.createContext({ contextSize: 2048, batchSize: 512, sequences: 1, threads: 1 });
  const sequence = context.getSequence();
  let [nats, right, count] = [0, 0, 0];
  for (const { ids, from } of windows) {
    await sequence.clearHistory();
    const steps = await sequence.controlledEvaluate(ids.map((id) => [id, { generateNext: { probabilities: true } }]));
    for (let at = from; at + 1 < ids.length; at += 1) {
      const { probabilities } = steps[at].next;
      nats -= Math.log(Math.max(probabilities.get(ids[at + 1]) ?? 0, 1e-9));
      right += probabilities.keys().next().value === ids[at + 1];
      count += 1;
    }
  }
  sequences[file] = sequence;
  found[file] = { nats, right, count, prefill: [], decode: [] };
}
for (let round = 0; round < rounds; round += 1) {
  for (const file of files) {
    const sequence = sequences[file];
    await sequence.clearHistory();
    const start = performance.now();
    let [first, made] = [0, 0];
    for await (const _ of sequence.evaluate(prompt, { temperature: 1, seed: 1, yieldEogToken: true })) {
      first ||= performance.now();
      made += 1;
      if (made > answer) break;
    }
    found[file].prefill.push(prompt.length / ((first - start) / 1000));
    found[file].decode.push((made - 1) / ((performance.now() - first) / 1000));
  }
}
writeFileSync(outPath, JSON.stringify(found));
process.exit(0);
