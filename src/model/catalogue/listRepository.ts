import { ModelError } from '../errors';
import { Fields } from '../parseFields';
import type { ModelVariant } from './modelFamily';
import { quantizationOf } from './quantizationOf';

export interface Listing {
  /** Every model file that can be used, the smaller ones first. */
  readonly variants: readonly ModelVariant[];
  readonly refused: readonly { readonly file: string; readonly reason: string }[];
}

/** One row of the hub's list of files. */
export interface ListedFile {
  readonly path: string;
  readonly bytes: number | undefined;
  /** Of files in large-file storage, as all models are. */
  readonly sha256: string | undefined;
}

export interface RepositoryAccess {
  /** 'https://huggingface.co' or a mirror. */
  readonly endpoint: string;
  readonly token?: string;
  readonly fetch: (
    url: string,
    init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
  ) => Promise<Pick<Response, 'status' | 'headers' | 'json'>>;
}

/** Repositories of models have some dozen files; the hub lists a thousand a page. */
const mostPages = 20;
const partOf = /-(\d{5})-of-(\d{5})\.gguf$/;
/** Parts of models, and measurements: nothing that writes text by itself. */
const notModels = /(?:^|[/._-])(?:mmproj|imatrix|mtp|lora|adapter|vocab)(?:[/._-]|$)/i;

/**
 * Asks the hub which model files a repository has. Follows further pages on the same server only.
 * @throws ModelError not-found, load-failed; `signal.reason`.
 */
export async function listRepository(
  repository: string,
  access: RepositoryAccess,
  signal: AbortSignal,
  revision = 'main',
): Promise<Listing> {
  const endpoint = access.endpoint.replace(/\/+$/, '');
  const tree = `${endpoint}/api/models/${repository}/tree/${encodeURIComponent(revision)}?recursive=true`;
  const files: ListedFile[] = [];
  let next: string | undefined = tree;
  for (let page = 0; next !== undefined && page < mostPages; page += 1) {
    const headers = access.token === undefined ? {} : { authorization: `Bearer ${access.token}` };
    const answer: Pick<Response, 'status' | 'headers' | 'json'> = await access.fetch(next, {
      headers,
      signal,
    });
    if (answer.status !== 200) throw problemOf(answer.status, repository);
    files.push(...parseRows(await answer.json()));
    next = nextPage(answer.headers.get('link'), next);
  }
  return variantsIn(repository, /^[0-9a-f]{40}$/.test(revision) ? revision : undefined, files);
}

/** The model files among a repository's files. */
export function variantsIn(
  repository: string,
  revision: string | undefined,
  files: readonly ListedFile[],
): Listing {
  const models = files.filter(({ path }) => path.endsWith('.gguf') && !notModels.test(path));
  const refused = models
    .filter(({ path }) => partOf.exec(path)?.[1] === '00001')
    .map(({ path }) => ({
      file: path,
      reason: `The model is split into ${Number(partOf.exec(path)?.[2])} files. Choose one that is whole.`,
    }));
  const whole = models.filter(({ path }) => !partOf.test(path));
  const variants = whole.map(({ path, bytes, sha256 }): ModelVariant => {
    const quantization = quantizationOf(path);
    return {
      ref: quantization === undefined ? `${repository}/${path}` : `${repository}:${quantization}`,
      quantization: quantization ?? '',
      repository,
      revision,
      file: path,
      bytes,
      sha256,
      isVerified: false,
    };
  });
  return { variants: ownRefs(variants).toSorted((a, b) => (a.bytes ?? 0) - (b.bytes ?? 0)), refused };
}

/** Where two files have one quantization, the second and further ones are named by their file. */
function ownRefs(variants: readonly ModelVariant[]): readonly ModelVariant[] {
  const seen = new Set<string>();
  return variants.map((variant) => {
    const ref = seen.has(variant.ref) ? `${variant.repository}/${variant.file}` : variant.ref;
    seen.add(ref);
    return { ...variant, ref };
  });
}

function parseRows(value: unknown): readonly ListedFile[] {
  if (!Array.isArray(value)) return [];
  const rows: readonly unknown[] = value;
  return rows.flatMap((row) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return [];
    const fields = new Fields(row);
    const path = fields.raw('path');
    if (typeof path !== 'string' || fields.raw('type') === 'directory' || leavesFolder(path)) return [];
    const stored = fields.raw('lfs');
    const large = typeof stored === 'object' && stored !== null ? new Fields(stored) : undefined;
    const bytes = large?.raw('size') ?? fields.raw('size');
    const hash = large?.raw('oid');
    return [
      {
        path,
        bytes: typeof bytes === 'number' && Number.isSafeInteger(bytes) && bytes > 0 ? bytes : undefined,
        sha256: typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) ? hash : undefined,
      },
    ];
  });
}

function leavesFolder(path: string): boolean {
  return path.includes('\\') || path.split('/').some((part) => part === '' || part === '.' || part === '..');
}

/** A page elsewhere would receive the token. */
function nextPage(link: string | null, from: string): string | undefined {
  const found = /<([^>]+)>\s*;\s*rel="?next"?/i.exec(link ?? '')?.[1];
  if (found === undefined || !URL.canParse(found, from)) return undefined;
  const url = new URL(found, from);
  return url.origin === new URL(from).origin ? url.href : undefined;
}

function problemOf(status: number, repository: string): ModelError {
  if (status === 401 || status === 403 || status === 404) {
    return new ModelError(
      'not-found',
      `The hub shows no repository ${repository}: it does not exist, or it wants a token.`,
      'Check the name; for a gated model accept the licence on its page and set an access token.',
    );
  }
  return new ModelError('load-failed', `The hub answered ${status} for ${repository}.`, 'Try again later.');
}
