import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { clock } from '../../src/extension/clock';
import { defaultEndpoint } from '../../src/model/download/httpPort';
import { nodeHttp } from '../../src/model/download/nodeHttp';
import { ModelError } from '../../src/model/errors';
import { ModelStore } from '../../src/model/store/modelStore';
import { defaultModelsFolder } from '../../src/model/store/modelsFolder';
import { runCommand } from './commands';
import { exitCodes, help } from './help';
import { parseOptions, UsageError, type Options } from './options';

/** This file runs as dist/models.mjs. */
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort(new Error('interrupted'));
});

try {
  process.exitCode = await run(parseOptions(process.argv.slice(2)));
} catch (error) {
  process.exitCode = explain(error);
}

async function run(options: Options): Promise<number> {
  if (options.command.kind === 'help') {
    console.log(help);
    return exitCodes.done;
  }
  const { endpoint = process.env.HF_ENDPOINT ?? defaultEndpoint, modelsFolder, tokenVariable } = options;
  const token = tokenVariable === undefined ? undefined : process.env[tokenVariable];
  if (tokenVariable !== undefined && token === undefined) {
    throw new UsageError(`--token-env: there is no variable ${tokenVariable}.`);
  }
  const folder = modelsFolder === undefined ? defaultModelsFolder() : path.resolve(modelsFolder);
  const desk = {
    root,
    store: new ModelStore(folder),
    hub: { endpoint, token, send: nodeHttp, clock },
    isJson: options.json,
  };
  return runCommand(options.command, desk, interruption.signal);
}

/** Says what went wrong on standard error and returns the exit code. */
function explain(error: unknown): number {
  if (interruption.signal.aborted) {
    console.error('Interrupted. What had arrived is kept: the same command goes on from there.');
    return exitCodes.interrupted;
  }
  if (error instanceof UsageError) {
    console.error(`${error.message}\nnpm run models -- --help says more.`);
    return exitCodes.usage;
  }
  if (error instanceof ModelError) console.error(`${error.message} ${error.remedy}`);
  else console.error(error);
  return exitCodes.failed;
}
