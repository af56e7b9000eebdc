import type { ModelVariant } from '../../model/catalogue/modelFamily';
import { fitFigures, verdictWords } from './fitWords';
import { code, escaped } from './markdown';
import { readableBytes, variantSize } from './measures';
import { modelName } from './modelName';
import type { ModelFacts } from './modelFacts';

/** Does it fit this machine, and how fast is it here: each variant with its figures. */
export function fitTable({ family, fits, installed }: ModelFacts): readonly string[] {
  const rows = [
    ...installed.map((model) => ({
      label: `${modelName({ families: family ? [family] : [] }, model)}, here`,
      size: readableBytes(model.bytes),
      fit: fits.get(model.ref),
    })),
    ...(family?.variants ?? [])
      .filter(({ ref }) => !installed.some((model) => model.ref === ref))
      .map((variant) => ({
        label: variant.quantization,
        size: variantSize(variant),
        fit: fits.get(variant.ref),
      })),
  ];
  const known = rows.flatMap(({ fit }) => fit ?? []);
  const table = rows.map(({ label, size, fit }) => {
    const figures = fit ? fitFigures(fit, readableBytes) : 'not known yet';
    return `| ${escaped(label)} | ${size} | ${verdictWords(fit)?.badge ?? ''} | ${figures} |`;
  });
  return [
    ['| variant | file | verdict | on this machine |', '|---|---|---|---|', ...table].join('\n'),
    known.some(({ basis }) => basis === 'measured')
      ? 'Figures without “about” were measured with this model here.'
      : '',
    known.some(({ basis }) => basis === 'estimated')
      ? 'Figures with “about” are scaled from a probe of this machine with the bundled model. Run “Inkling: Check This Machine…” to measure again.'
      : '',
    known.some(({ basis }) => basis === 'unknown')
      ? 'How fast it is here has not been measured: run “Inkling: Check This Machine…”, ten seconds.'
      : '',
  ];
}

/** Where the files come from, and whether they are intact. */
export function provenance({ family, installed }: ModelFacts): readonly string[] {
  const files = installed.map(({ file, sha256, source, verifiedAt, origin, tool }) => {
    const from = source
      ? `${source.repository} at revision ${source.revision}`
      : (tool ?? (origin === 'bundled' ? 'came with Inkling' : 'a file of yours'));
    const hash = sha256 === undefined ? 'no hash computed yet' : `SHA-256 \`${sha256}\``;
    const checked =
      verifiedAt === undefined
        ? 'not verified since'
        : `verified ${new Date(verifiedAt).toISOString().slice(0, 10)}`;
    return `- ${code(file)}: ${escaped(from)}; ${hash}; ${checked}.`;
  });
  const offered = (family?.variants ?? [])
    .filter(({ ref, repository }) => repository !== '' && !installed.some((model) => model.ref === ref))
    .map(offer);
  return [
    family ? `Published by ${escaped(family.publisher)}: ${family.card}` : '',
    files.join('\n'),
    offered.length > 0 ? ['Downloads:', '', ...offered].join('\n') : '',
    installed.some(({ origin }) => origin === 'downloaded')
      ? 'Run “Inkling: Verify Models” to compare the files with their hashes, and “Inkling: Look for a Newer Revision…” to ask the hub; it is not asked by itself.'
      : '',
  ];
}

function offer({ repository, file, revision, sha256, isVerified }: ModelVariant): string {
  const at =
    revision === undefined ? 'the revision is pinned when you download' : `revision ${revision.slice(0, 12)}`;
  const hash =
    sha256 === undefined ? 'hash asked of the hub' : isVerified ? 'hash known and confirmed' : 'hash known';
  return `- ${escaped(repository)}, ${code(file)}: ${at}, ${hash}.`;
}
