import type { Chunk, FimFormat, GenerateLimits, Prompt, PromptPart } from '../completion/ports';
import { largestScale } from './adapters/adapter';
import type { Adapter } from './adapters/adapter';
import type { OwnStops } from './catalogue/ownStops';
import { formatChoices } from './detectFim';
import { modelErrorCodes } from './errors';
import { gpuBackends } from './gpu/gpuBackend';
import { parseGpu } from './gpu/gpuAnswer';
import type { Placement } from './gpu/placement';
import { BadMessage, Fields } from './parseFields';
import type { HostOptions, Measured, ModelCard, Reply, Request, WireError } from './wire';

const controls = ['prefix', 'suffix', 'middle', 'file', 'repo'] as const;
const layouts = ['spm-contiguous', 'spm', 'psm', 'prefix-only'] as const;
const fileHeaders = ['language-path', 'path', 'every-path', 'path-in-prefix'] as const;
const replyTypes = [
  'progress',
  'loaded',
  'load-failed',
  'chunk',
  'end',
  'error',
  'gpu',
  'no-gpu',
  'log',
] as const;
/** Far above what any machine does; a message that says more is broken. */
const mostTokensPerSecond = 1e9;

/** Throws `BadMessage`. */
export function parseRequest(value: unknown): Request {
  const fields = new Fields(value);
  const type = fields.oneOf('type', ['load', 'generate', 'cancel', 'ask-gpu', 'stop']);
  switch (type) {
    case 'load':
      return { type, file: fields.text('file'), options: parseOptions(fields.object('options')) };
    case 'generate':
      return {
        type,
        id: fields.count('id'),
        prompt: parsePrompt(fields.list('prompt')),
        limits: parseLimits(fields.object('limits')),
      };
    case 'cancel':
      return { type, id: fields.count('id') };
    case 'ask-gpu':
      return { type, backend: fields.oneOf('backend', gpuBackends) };
    case 'stop':
      return { type };
  }
}

/** Throws `BadMessage`. */
export function parseReply(value: unknown): Reply {
  const fields = new Fields(value);
  const type = fields.oneOf('type', replyTypes);
  switch (type) {
    case 'progress':
      return { type, fraction: fields.number('fraction', 0, 1) };
    case 'loaded':
      return { type, model: parseCard(fields.object('model')) };
    case 'load-failed':
      return { type, error: parseError(fields.object('error')) };
    case 'chunk':
      return { type, id: fields.count('id'), chunk: parseChunk(fields.object('chunk')) };
    case 'end':
      return { type, id: fields.count('id'), measured: parseMeasured(fields.object('measured')) };
    case 'error':
      return { type, id: fields.count('id'), error: parseError(fields.object('error')) };
    case 'gpu':
      return { type, gpu: parseGpu(fields.object('gpu')) };
    case 'no-gpu':
      return { type, why: fields.text('why') };
    case 'log':
      return { type, line: fields.text('line') };
  }
}

function parseOptions(fields: Fields): HostOptions {
  return {
    contextTokens: fields.count('contextTokens'),
    threads: fields.count('threads'),
    gpu: fields.oneOf('gpu', ['off', ...gpuBackends]),
    gpuLayers: fields.raw('gpuLayers') === 'auto' ? 'auto' : fields.count('gpuLayers'),
    adapters: fields.list('adapters').map(parseAdapter),
    ...(fields.has('format') ? { format: fields.oneOf('format', formatChoices) } : {}),
    ...(fields.has('ownStops') ? { ownStops: fields.list('ownStops').map(parseOwnStops) } : {}),
  };
}

function parseAdapter(value: unknown): Adapter {
  const fields = new Fields(value);
  return { file: fields.text('file'), scale: fields.number('scale', 0, largestScale) };
}

function parseOwnStops(value: unknown): OwnStops {
  const fields = new Fields(value);
  return { family: fields.text('family'), files: fields.texts('files'), stops: fields.texts('stops') };
}

function parsePrompt(parts: readonly unknown[]): Prompt {
  return parts.map((part): PromptPart => {
    const fields = new Fields(part);
    return fields.has('text')
      ? { text: fields.text('text') }
      : { control: fields.oneOf('control', controls) };
  });
}

function parseLimits(fields: Fields): GenerateLimits {
  return {
    maxTokens: fields.count('maxTokens'),
    ...(fields.has('maxLines') ? { maxLines: fields.count('maxLines') } : {}),
    ...(fields.has('draft') ? { draft: fields.text('draft') } : {}),
    ...(fields.has('rank') ? { rank: fields.count('rank') } : {}),
    ...(fields.has('heals') ? { heals: fields.truth('heals') } : {}),
  };
}

function parseCard(fields: Fields): ModelCard {
  return {
    name: fields.text('name'),
    fim: parseFim(fields.object('fim')),
    ...(fields.has('family') ? { family: fields.text('family') } : {}),
    contextTokens: fields.count('contextTokens'),
    fileBytes: fields.count('fileBytes'),
    threads: fields.count('threads'),
    placement: parsePlacement(fields.object('placement')),
    measured: parseMeasured(fields.object('measured')),
  };
}

function parsePlacement(fields: Fields): Placement {
  return {
    backend: fields.oneOf('backend', ['cpu', ...gpuBackends]),
    device: fields.has('device') ? fields.text('device') : undefined,
    gpuLayers: fields.count('gpuLayers'),
    layers: fields.count('layers'),
  };
}

function parseFim(fields: Fields): FimFormat {
  return {
    layout: fields.oneOf('layout', layouts),
    files: fields.oneOf('files', ['tokens', 'comments', 'none']),
    fileHeader: fields.oneOf('fileHeader', fileHeaders),
    repo: fields.truth('repo'),
  };
}

function parseMeasured(fields: Fields): Measured {
  const speed = fields.object('speed');
  return {
    speed: {
      prefillTokensPerSecond: speed.number('prefillTokensPerSecond', 0, mostTokensPerSecond),
      decodeTokensPerSecond: speed.number('decodeTokensPerSecond', 0, mostTokensPerSecond),
      ...(speed.has('isSeen') ? { isSeen: speed.truth('isSeen') } : {}),
    },
    charactersPerToken: fields.number('charactersPerToken', Number.MIN_VALUE, Number.MAX_VALUE),
  };
}

function parseChunk(fields: Fields): Chunk {
  const chunk = {
    text: fields.text('text'),
    tokens: fields.count('tokens'),
    logProbability: fields.number('logProbability', -Number.MAX_VALUE, 0),
  };
  if (!fields.has('prefill')) return chunk;
  const prefill = fields.object('prefill');
  return {
    ...chunk,
    prefill: {
      promptTokens: prefill.count('promptTokens'),
      readTokens: prefill.count('readTokens'),
      prefillMs: prefill.number('prefillMs', 0, Number.MAX_VALUE),
    },
  };
}

function parseError(fields: Fields): WireError {
  const code = modelErrorCodes.find((known) => known === fields.raw('code'));
  if (code === undefined) throw new BadMessage('code is not an error code');
  return { code, message: fields.text('message'), remedy: fields.text('remedy') };
}
