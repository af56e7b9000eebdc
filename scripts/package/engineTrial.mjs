/*
 * node engineTrial.mjs ENGINE [MODEL]
 * Imports the engine from its main module, loads its binary and, with a model, lets it read and write one token.
 * Prints one sentence. A process of its own, because a broken binary may end it.
 */
import { pathToFileURL } from 'node:url';

const [engine, modelPath] = process.argv.slice(2);
const { getLlama } = await import(pathToFileURL(engine).href);
const llama = await getLlama({
  gpu: false,
  build: 'never',
  skipDownload: true,
  progressLogs: false,
  maxThreads: 1,
});
if (modelPath === undefined) console.log('its engine loads');
else console.log(`its engine reads its model (${await readOneToken(modelPath)})`);
await llama.dispose();

async function readOneToken(file) {
  const model = await llama.loadModel({ modelPath: file, gpuLayers: 0 });
  const context = await model.createContext({ contextSize: 64, batchSize: 64, threads: 1 });
  const prompt = model.tokenize('const a');
  const { value } = await context.getSequence().evaluate(prompt, { yieldEogToken: true }).next();
  if (value === undefined) throw new Error('The model wrote nothing.');
  return `${prompt.length} tokens in, one out`;
}
