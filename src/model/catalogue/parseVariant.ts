import type { ModelVariant } from './modelFamily';
import type { PathFields } from './pathFields';

const sha256Pattern = /^[0-9a-f]{64}$/;
const revisionPattern = /^[0-9a-f]{40}$/;
const repositoryPattern = /^([\w.-]+\/[\w.-]+)?$/;

/** What is wrong is complained of in the fields; the result then must not be used. */
export function parseVariant(fields: PathFields): ModelVariant {
  const repository = fields.text('repository', '');
  const quantization = fields.text('quantization');
  const approximateBytes = fields.positiveIfGiven('approximateBytes');
  if (!repositoryPattern.test(repository)) fields.complain('repository', 'must be owner/repository');
  const file = fields.text('file');
  if (!file.endsWith('.gguf') || file.split('/').includes('..')) {
    fields.complain('file', 'must be the name of a .gguf file in the repository');
  }
  const variant: ModelVariant = {
    ref: fields.text('ref', repository === '' ? undefined : `${repository}:${quantization}`),
    quantization,
    repository,
    revision: fields.textLike('revision', revisionPattern, 'a commit of 40 lower-case hexadecimal digits'),
    file,
    bytes: fields.positiveIfGiven('bytes'),
    ...(approximateBytes === undefined ? {} : { approximateBytes }),
    sha256: fields.textLike('sha256', sha256Pattern, '64 lower-case hexadecimal digits'),
    isVerified: fields.truth('isVerified', false),
  };
  fields.complainOfTheRest();
  return variant;
}
