import { parseArgs } from 'node:util';

import { startHub } from './hub.mjs';

/*
 * Serves a folder laid out owner/repo/file.gguf as a hub, until it is told to end:
 *   node test/fakes/hub/serve.mjs --dir FOLDER [--port N] [--slow BYTES_A_SECOND]
 * Prints its address as the first line.
 */
const { values } = parseArgs({
  options: { dir: { type: 'string' }, port: { type: 'string', default: '0' }, slow: { type: 'string' } },
});
if (values.dir === undefined) {
  console.error('Name the folder with --dir.');
  process.exit(2);
}
const faults = values.slow === undefined ? {} : { slow: Number(values.slow) };
const hub = await startHub({ folder: values.dir, port: Number(values.port), faults });
console.log(hub.url);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void hub.close());
