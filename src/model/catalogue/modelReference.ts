import { quantizationOf } from './quantizationOf';

/** What a user means by a model's name, before anybody has looked whether it exists. */
export type ModelReference =
  /** A repository of the hub, and which of its files. Without a file or quantization: the one that suits most. */
  | {
      readonly kind: 'hub';
      readonly repository: string;
      readonly quantization: string | undefined;
      readonly file: string | undefined;
      /** A branch, tag or commit. */
      readonly revision: string | undefined;
      /** The server that the address names; undefined is the one of the settings. */
      readonly endpoint: string | undefined;
    }
  /** A family of the catalogue. */
  | { readonly kind: 'family'; readonly id: string; readonly quantization: string | undefined }
  | { readonly kind: 'bundled'; readonly name: string }
  /** A path on this machine, as written. */
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'unclear'; readonly problem: string };

const namePattern = /^[\w.-]+$/;
const hubHosts: ReadonlySet<string> = new Set(['huggingface.co', 'www.huggingface.co', 'hf.co']);
const pathStart = /^(?:[/\\~]|\.{1,2}[/\\]|[A-Za-z]:[/\\])/;
const forms =
  'Write owner/repository:Q4_K_M, the address of a .gguf file, a path, or a name from the catalogue.';

/**
 * Reads 'owner/repo:Q4_K_M', 'owner/repo', 'owner/repo/file.gguf', 'hf.co/owner/repo:Q8_0', 'hf:…', the address of a
 * file or repository, a path (with ./ or / or ~ or a drive in front, or one folder and a .gguf file), 'inkling:NAME',
 * or a catalogue id: 'qwen2.5-coder-1.5b:q8_0'.
 */
export function parseModelReference(written: string): ModelReference {
  const text = written.trim();
  if (text === '') return unclear('No model is named.');
  if (/^https?:\/\//i.test(text)) return parseAddress(text);
  if (/^file:\/\//i.test(text)) return { kind: 'path', path: decodeURI(text.replace(/^file:\/\//i, '')) };
  if (pathStart.test(text)) return { kind: 'path', path: text };
  if (text.startsWith('inkling:')) return { kind: 'bundled', name: text.slice('inkling:'.length) };
  const name = text.replace(/^(?:hf:(?:\/\/)?|(?:www\.)?(?:hf\.co|huggingface\.co)\/)/i, '');
  if (name === text && isPath(text)) return { kind: 'path', path: text };
  return parseName(name);
}

/** 'models/mine.gguf' and 'mine.gguf' are paths; three parts are a repository and a file of it. */
function isPath(text: string): boolean {
  return text.includes('\\') || (text.endsWith('.gguf') && text.split('/').length < 3);
}

function parseName(text: string): ModelReference {
  const colon = text.lastIndexOf(':');
  const [name, tag] = colon < 0 ? [text, undefined] : [text.slice(0, colon), text.slice(colon + 1)];
  const quantization = tag === undefined || tag === 'latest' ? undefined : quantizationOf(tag);
  if (tag !== undefined && tag !== 'latest' && quantization === undefined) {
    return unclear(`“${tag}” is not the name of a quantization such as Q4_K_M or Q8_0.`);
  }
  const parts = name.split('/');
  if (!parts.every((part) => namePattern.test(part) && part !== '.' && part !== '..')) return unclear(forms);
  const [owner, repository, ...file] = parts;
  if (owner === undefined) return unclear(forms);
  if (repository === undefined) return { kind: 'family', id: owner.toLowerCase(), quantization };
  if (file.length > 0 && !name.endsWith('.gguf')) return unclear(forms);
  return hub(`${owner}/${repository}`, { quantization, file: file.join('/') });
}

/** `/owner/repo`, `/owner/repo/tree/REV`, `/owner/repo/resolve/REV/file.gguf` and the same with `blob` or `raw`. */
function parseAddress(text: string): ModelReference {
  if (!URL.canParse(text)) return unclear(`${text} is not an address.`);
  const url = new URL(text);
  const [owner, repository, verb, revision, ...file] = decodeURIComponent(url.pathname)
    .split('/')
    .filter((part) => part !== '');
  const isHub = hubHosts.has(url.hostname);
  const endpoint = isHub ? undefined : url.origin;
  if (owner === undefined || repository === undefined) return unclear(`${text} names no repository.`);
  const [repositoryName = repository, tag] = repository.split(':');
  const id = `${owner}/${repositoryName}`;
  if (verb === undefined) return hub(id, { endpoint, quantization: tag && quantizationOf(tag) });
  if (verb === 'tree') return hub(id, { endpoint, revision });
  if (['resolve', 'blob', 'raw'].includes(verb) && file.at(-1)?.endsWith('.gguf')) {
    return hub(id, { endpoint, revision, file: file.join('/') });
  }
  return unclear(`${text} is not the address of a .gguf file.`);
}

interface HubParts {
  readonly quantization?: string | undefined;
  readonly file?: string;
  readonly revision?: string | undefined;
  readonly endpoint?: string | undefined;
}

function hub(repository: string, { quantization, file, revision, endpoint }: HubParts): ModelReference {
  const named = file === '' ? undefined : file;
  return {
    kind: 'hub',
    repository,
    quantization: quantization ?? (named === undefined ? undefined : quantizationOf(named)),
    file: named,
    revision: revision === 'main' ? undefined : revision,
    endpoint,
  };
}

function unclear(problem: string): ModelReference {
  return { kind: 'unclear', problem };
}
