import os from 'node:os';
import path from 'node:path';

import { largestMemoryShare } from './checkMemory';
import { catalogue } from './catalogue/catalogue';
import { familyByName } from './catalogue/familyByName';
import { pickVariant } from './catalogue/findVariant';
import type { ModelFamily } from './catalogue/modelFamily';
import { stopsOf, type OwnStops } from './catalogue/ownStops';
import { fileTypes, quantizationOf } from './catalogue/quantizationOf';
import { detectFim } from './detectFim';
import type { Fim } from './detectFim';
import { ModelError } from './errors';
import { knownTokenTexts } from './fimFamilies';
import type { ModelShape } from './fit/modelShape';
import { readGgufHeader } from './readGgufHeader';
import type { GgufHeader } from './readGgufHeader';

/** What the header of a model file tells, without loading it. */
export interface ModelFile extends ModelShape {
  readonly file: string;
  readonly name: string;
  readonly architecture: string;
  readonly fim: Fim;
  /** By llama.cpp's names; '' when neither the file nor its name tells. */
  readonly quantization: string;
}

/** Architectures of encoders and of parts of models: nothing that continues a text. */
const encoders =
  /^(bert|nomic-bert.*|neo-bert|modern-bert|jina-bert.*|t5|t5encoder|clip|whisper|wavtokenizer.*)$/;
const chatNames = /instruct|chat|assistant|[-_.\s]it\b/i;
const fallbackContextTokens = 2048;
const another = 'Choose a base model made for code; the picker lists some that fit this machine.';

/**
 * Reads the header and judges whether the engine should be given this file at all.
 * @throws ModelError not-found, html-page, not-gguf, unsupported-version, truncated, not-a-code-model, chat-only,
 * too-big-for-memory.
 */
export async function inspectModelFile(
  file: string,
  totalMemory = os.totalmem(),
  format = 'auto',
  own: readonly OwnStops[] = [],
): Promise<ModelFile> {
  const wanted = new Set([...knownTokenTexts, ...own.flatMap(({ stops }) => stops)]);
  const header = await readGgufHeader(file, wanted);
  const base = path.basename(file);
  const architecture = textOf(header, 'general.architecture') ?? '';
  const name = textOf(header, 'general.name') ?? base;
  const type = textOf(header, 'general.type') ?? 'model';
  if (
    type !== 'model' ||
    encoders.test(architecture) ||
    header.tokenCount === 0 ||
    header.tensorCount === 0
  ) {
    throw new ModelError('not-a-code-model', `The file ${base} holds no model that writes text.`, another);
  }
  const fim = detectFim(header, base, format, stopsOf(file, name, own));
  if (format === 'auto' && fim.format.layout === 'prefix-only' && isChat(header, name, base)) {
    const message = `${name} (${base}) is made for chat: it has no tokens for filling in the middle.`;
    const family = [name, base].map((text) => familyByName(text, catalogue)).find((known) => known);
    if (!family || !isPublishedForChat(family))
      throw new ModelError('chat-only', message, chatRemedy(family));
  }
  if (header.fileBytes > totalMemory * largestMemoryShare) {
    const [needs, has] = [gigabytes(header.fileBytes), gigabytes(totalMemory)];
    const message = `${name} (${base}) needs ${needs} of memory for its weights; this machine has ${has} in all.`;
    throw new ModelError(
      'too-big-for-memory',
      message,
      'Choose a smaller model, or a file with fewer bits per weight.',
    );
  }
  return {
    file,
    name,
    architecture,
    fileBytes: header.fileBytes,
    parameters: header.weightCount,
    trainedContextTokens: numberOf(header, `${architecture}.context_length`) ?? fallbackContextTokens,
    vocabularySize: header.tokenCount,
    kvBytesPerToken: kvBytesPerToken(header, architecture),
    width: numberOf(header, `${architecture}.embedding_length`) ?? 0,
    hidden: numberOf(header, `${architecture}.feed_forward_length`) ?? 0,
    fim,
    quantization:
      fileTypes.get(numberOrZero(header, 'general.file_type') ?? -1) ?? quantizationOf(base) ?? '',
  };
}

/** Some models have no base form; people let them write on, and they do. */
function isPublishedForChat(family: ModelFamily): boolean {
  return family.variants.some((variant) => chatNames.test(variant.file));
}

function chatRemedy(family: ModelFamily | undefined): string {
  if (!family) return another;
  const variant = pickVariant(family.variants, undefined);
  return `Choose its base model, ${family.name}${variant ? ` (${variant.ref})` : ''}, or another one made for code.`;
}

function isChat(header: GgufHeader, name: string, base: string): boolean {
  if (!header.metadata.has('tokenizer.chat_template')) return false;
  return [name, base, textOf(header, 'general.finetune') ?? ''].some((text) => chatNames.test(text));
}

/** Keys and values, two bytes a number, in every layer. */
function kvBytesPerToken(header: GgufHeader, architecture: string): number {
  const of = (key: string): number | undefined => numberOf(header, `${architecture}.${key}`);
  const layers = of('block_count') ?? 0;
  const heads = of('attention.head_count') ?? 1;
  const width = (of('embedding_length') ?? 0) / heads;
  const keyWidth = of('attention.key_length') ?? width;
  const valueWidth = of('attention.value_length') ?? width;
  const kvHeads = header.metadata.get(`${architecture}.attention.head_count_kv`) ?? heads;
  // Some architectures give one number a layer.
  const headsOfAll = Array.isArray(kvHeads) ? sum(kvHeads) : Number(kvHeads) * layers;
  return 2 * headsOfAll * (keyWidth + valueWidth);
}

function sum(numbers: readonly unknown[]): number {
  return numbers.reduce<number>((total, number) => total + Number(number), 0);
}

function textOf({ metadata }: GgufHeader, key: string): string | undefined {
  const value = metadata.get(key);
  return typeof value === 'string' ? value : undefined;
}

function numberOf({ metadata }: GgufHeader, key: string): number | undefined {
  const value = metadata.get(key);
  return typeof value === 'number' && value > 0 ? value : undefined;
}

/** File type 0 is a value: weights of 32 bits. */
function numberOrZero({ metadata }: GgufHeader, key: string): number | undefined {
  const value = metadata.get(key);
  return typeof value === 'number' ? value : undefined;
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
