/** A parent to be killed: starts a host, keeps it calculating, and says its pid. Arguments: host bundle, model file. */

import { forkHost } from '../../src/model/forkHost';
import { startHost } from '../../src/model/startHost';

const [, , hostFile = '', model = ''] = process.argv;
const nothing = (): void => undefined;
const never = new AbortController().signal;
const options = { contextTokens: 4096, threads: 1, gpu: 'off', gpuLayers: 'auto', adapters: [] } as const;
const host = await startHost(
  () => forkHost(hostFile),
  { file: model, options, onProgress: nothing, onLog: nothing },
  never,
);
const stream = host.model.generate([{ text: 'some words to read '.repeat(600) }], { maxTokens: 1000 }, never);
const answer = stream.next();
process.stdout.write(`${String(host.pid)}\n`);
await answer;
