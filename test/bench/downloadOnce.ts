/** One download in a process of its own. Arguments: the hub's address, the repository, the file, the models folder. Prints the seconds. */

import { clock } from '../../src/extension/clock';
import { downloadModel } from '../../src/model/download/downloadModel';
import { nodeHttp } from '../../src/model/download/nodeHttp';

const [, , endpoint = '', repository = '', file = '', folder = ''] = process.argv;
const variant = {
  ref: `${repository}:${file}`,
  quantization: '',
  repository,
  revision: undefined,
  file,
  bytes: undefined,
  sha256: undefined,
  isVerified: false,
};
const begin = performance.now();
const hub = { endpoint, token: undefined, send: nodeHttp, clock };
const done = await downloadModel(variant, { folder, hub, spareBytes: 0 }, new AbortController().signal);
console.log(JSON.stringify({ seconds: (performance.now() - begin) / 1000, sha256: done.sha256 }));
