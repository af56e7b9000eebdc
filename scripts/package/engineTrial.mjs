/*
 * node engineTrial.mjs DIST [MODEL]
 * DIST is the dist folder of an unpacked VSIX. Loads the engine's binary; with a model, starts the model host as the
 * extension does and lets it read a prompt and write what it likes. Prints one sentence; exits with 1 when any of it fails.
 */
import { fork } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [dist, model] = process.argv.slice(2);
if (model === undefined) await loadEngine();
else await askModelHost();

async function loadEngine() {
  const { getLlama } = await import(
    pathToFileURL(path.join(dist, 'node_modules/node-llama-cpp/dist/index.js')).href
  );
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    maxThreads: 1,
  });
  console.log('its engine loads');
  await llama.dispose();
}

/** Throws, and so ends this process with 1, when the host says that something failed or ends before it has answered. */
async function askModelHost() {
  const host = fork(path.join(dist, 'modelHost.mjs'), [], { execArgv: [], serialization: 'advanced' });
  let read = 0;
  let written = 0;
  host.on('message', (reply) => {
    if (reply.type === 'loaded') {
      const limits = { maxTokens: 8 };
      host.send({ type: 'generate', id: 1, prompt: [{ text: 'const answer = ' }], limits });
    } else if (reply.type === 'chunk') {
      read += reply.chunk.prefill?.readTokens ?? 0;
      written += reply.chunk.tokens;
    } else if (reply.type === 'load-failed' || reply.type === 'error') throw new Error(reply.error.message);
    else if (reply.type === 'end') {
      // A model may well have nothing to add; that it has read the prompt proves the engine.
      if (read === 0) throw new Error('The model read nothing.');
      console.log(`its model host loads the model, reads ${read} tokens and writes ${written}`);
      host.disconnect();
    }
  });
  host.on('exit', () => {
    process.exitCode = read > 0 ? 0 : 1;
  });
  const options = { contextTokens: 512, threads: 1, gpu: 'off', gpuLayers: 'auto', adapters: [] };
  host.send({ type: 'load', file: model, options });
}
