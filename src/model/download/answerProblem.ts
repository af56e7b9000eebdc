import type { ModelVariant } from '../catalogue/modelFamily';
import { ModelError } from '../errors';
import type { HttpResponse } from './httpPort';
import { serverWaitMs } from './serverWait';
import { Transient } from './transient';

/** Who was asked for what. */
export interface Asked {
  readonly endpoint: string;
  readonly variant: Pick<ModelVariant, 'repository' | 'revision' | 'file'>;
  readonly hasToken: boolean;
  /** The answer came from the hub itself, and not from the file store behind it. */
  readonly isHub: boolean;
}

/** What an answer other than the file means. `now` in milliseconds since 1970. */
export function answerProblem(response: HttpResponse, asked: Asked, now: number): ModelError | Transient {
  const { status } = response;
  const word = response.header('x-error-code') ?? '';
  if (status === 429) return new Transient(busy(asked), serverWaitMs(response, now));
  if (status === 408 || status >= 500) {
    return new Transient(serverFault(asked, status), serverWaitMs(response, now));
  }
  // The store's addresses are signed and expire; the hub gives a new one.
  if ((status === 401 || status === 403) && !asked.isHub) return new Transient(serverFault(asked, status));
  // The hub hides private and missing repositories behind 401 from those who show no token.
  if (status === 404 || word === 'RepoNotFound') return missing(asked, word);
  if (status === 401 || status === 403) return gated(asked, word);
  return serverFault(asked, status);
}

/** A page in a file's place: a login of a hotel or a company, mostly. */
export function htmlPage(host: string): ModelError {
  return new ModelError(
    'html-page',
    `${host} sent a web page instead of the model: something between here and the hub asks for a login.`,
    'Open the address in a browser, log in there, and resume.',
  );
}

function gated({ endpoint, variant, hasToken }: Asked, word: string): ModelError {
  const page = `${endpoint}/${variant.repository}`;
  const [message, remedy] = hasToken
    ? [
        `The hub does not give ${variant.repository} to your account.`,
        `Accept the licence at ${page} with the account of your access token, then try again.`,
      ]
    : [
        `The hub gives ${variant.repository} only to those who have accepted its licence.`,
        `Accept it at ${page}, make an access token there, set it in Inkling, then try again.`,
      ];
  return new ModelError('gated', message, remedy, { cause: word });
}

function missing({ endpoint, variant, hasToken }: Asked, word: string): ModelError {
  const { repository, file, revision } = variant;
  const [message, remedy] =
    word === 'RepoNotFound' || (file === '' && word !== 'RevisionNotFound')
      ? [
          `${endpoint} has no repository ${repository}${hasToken ? '' : ', or shows it to its members only'}.`,
          'Check the name; a private repository needs an access token.',
        ]
      : word === 'RevisionNotFound'
        ? [`${repository} has no revision ${revision ?? 'main'}.`, 'Download its newest revision instead.']
        : [
            `${endpoint} has no file ${file} in ${repository}.`,
            `See what there is: ${endpoint}/${repository}/tree/main`,
          ];
  return new ModelError('not-on-hub', message, remedy);
}

function busy({ endpoint, hasToken }: Asked): ModelError {
  return new ModelError(
    'rate-limited',
    `${endpoint} has had too many requests from this address.`,
    hasToken ? 'Try again later.' : 'Try again later, or set an access token: its limits are wider.',
  );
}

function serverFault({ endpoint }: Asked, status: number): ModelError {
  return new ModelError(
    'server-error',
    `${endpoint} answered with error ${status}.`,
    'Try again later, or use a mirror.',
  );
}
