import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

import { readGgufFileInfo } from 'node-llama-cpp';

import { inspectModelFile } from '../../src/model/inspectModelFile';

export interface ModelFacts {
  readonly name: string;
  readonly architecture: string;
  readonly layout: string;
  readonly fileBytes: number;
  readonly sha256: string;
  /** The weights that one decoded token reads. */
  readonly weightBytesPerToken: number;
  readonly kvBytesPerToken: number;
  readonly trainedContextTokens: number;
}

/** What the file tells of its model. Throws `ModelError`. */
export async function modelFacts(file: string): Promise<ModelFacts> {
  const { name, architecture, fim, kvBytesPerToken, trainedContextTokens } = await inspectModelFile(file);
  return {
    name,
    architecture,
    layout: fim.format.layout,
    fileBytes: (await stat(file)).size,
    sha256: await sha256(file),
    weightBytesPerToken: await weightBytes(file),
    kvBytesPerToken,
    trainedContextTokens,
  };
}

/**
 * A decoded token reads each weight once, but of the token embeddings one row only, unless they are the output matrix
 * as well. Sizes are the distances between the tensors.
 */
async function weightBytes(file: string): Promise<number> {
  const { fullTensorInfo = [] } = await readGgufFileInfo(file, { logWarnings: false });
  const { size } = await stat(file);
  const sorted = fullTensorInfo.toSorted((a, b) => Number(a.offset) - Number(b.offset));
  const [first] = sorted;
  const dataStart = first ? Number(first.fileOffset) - Number(first.offset) : size;
  const hasOutput = sorted.some(({ name }) => name === 'output.weight');
  const sizes = sorted.map(({ name, offset }, index) => {
    const next = sorted[index + 1];
    const bytes = (next ? Number(next.offset) : size - dataStart) - Number(offset);
    return hasOutput && name === 'token_embd.weight' ? 0 : bytes;
  });
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file)) hash.update(part);
  return hash.digest('hex');
}
