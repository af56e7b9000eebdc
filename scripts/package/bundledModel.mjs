import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { repository } from '../bundle/repository.mjs';

const modelFolder = path.join(repository, 'media/models');

/**
 * The model to put into the VSIX: { file, name, sha256 }, from `chosen`, $INKLING_BUNDLED_MODEL, or media/models, in
 * this order. Throws when there is none, when media/models holds several, and when the file's hash is not the promised one.
 */
export async function bundledModel(chosen = process.env.INKLING_BUNDLED_MODEL) {
  const file = chosen ? path.resolve(chosen) : onlyModel();
  if (!existsSync(file)) throw new Error(`There is no model at ${file}.`);
  const hash = await sha256(createReadStream(file));
  const promised = promisedHash(file);
  if (promised !== undefined && promised !== hash)
    throw new Error(`${path.basename(file)} is not the file that ${path.basename(file)}.sha256 promises.`);
  return { file, name: path.basename(file), sha256: hash };
}

/** What the .sha256 file beside a model says, if there is one. */
function promisedHash(file) {
  const promise = `${file}.sha256`;
  return existsSync(promise) ? readFileSync(promise, 'utf8').trim().split(/\s+/)[0] : undefined;
}

/** Files that belong to the bundled model, such as its card: their names in media/models. */
export function modelPapers() {
  return existsSync(modelFolder) ? readdirSync(modelFolder).filter((name) => !name.endsWith('.gguf')) : [];
}

/** The hash of a stream of bytes, in hexadecimal. */
export async function sha256(stream) {
  const hash = createHash('sha256');
  for await (const chunk of stream) hash.update(chunk);
  return hash.digest('hex');
}

function onlyModel() {
  const models = existsSync(modelFolder)
    ? readdirSync(modelFolder).filter((name) => name.endsWith('.gguf'))
    : [];
  if (models.length === 0) {
    throw new Error(
      'media/models holds no .gguf file. Name one with --model FILE or INKLING_BUNDLED_MODEL, or package without: --no-model.',
    );
  }
  if (models.length > 1)
    throw new Error(
      `media/models holds several models (${models.join(', ')}); one is bundled. Name it with --model FILE.`,
    );
  return path.join(modelFolder, models[0]);
}
