import type { ModelFamily, ModelVariant } from '../../model/catalogue/modelFamily';
import type { Fit } from '../../model/fit/fit';
import type { InstalledModel } from '../../model/store/installedModel';
import { fitFigures, verdictWords } from './fitWords';
import { readableBytes, readableParameters, variantSize } from './measures';

/** What is known of a model, for its page. */
export interface ModelFacts {
  readonly family: ModelFamily | undefined;
  readonly installed: readonly InstalledModel[];
  readonly fits: ReadonlyMap<string, Fit>;
  readonly inUse: string | undefined;
  /** What the user's own benchmark has measured, a sentence for each; empty before one was run. */
  readonly onMyCode: readonly string[];
}

/** A model's page in Markdown: what a careful person asks before running a model. Pure text, no command, no script. */
export function modelPageText(name: string, facts: ModelFacts): string {
  const { family } = facts;
  const sections = [
    `# ${escaped(name)}`,
    section(
      'What it is for',
      family ? purpose(family) : ['A model file of your own. Inkling reads its format from the file.'],
    ),
    section('Does it fit this machine, and how fast is it here', fitTable(facts)),
    section('How good is it', quality(facts)),
    section('What stays private', [
      'Everything. The model runs in a process on this machine; what you type is sent nowhere. The only connection is the download, when you ask for it.',
    ]),
    family ? section('Licence and terms', licence(family)) : '',
    section('Where it comes from, and is the file intact', provenance(facts)),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

function purpose(family: ModelFamily): readonly string[] {
  const task =
    family.kind === 'fill-in-the-middle'
      ? 'Made to fill in the middle of code: it reads what stands before and after the cursor.'
      : 'Writes on from what stands before the cursor; it does not read what comes after it. A fill-in-the-middle model of the same size does better.';
  const languages =
    family.languages.length > 0
      ? `Languages that its publisher names: ${family.languages.join(', ')}.`
      : 'Its publisher names no languages.';
  return [
    task,
    `${readableParameters(family.parameters)} parameters, a context window of ${family.contextTokens.toLocaleString('en')} tokens.`,
    languages,
  ];
}

function fitTable({ family, fits, installed }: ModelFacts): readonly string[] {
  const rows = [
    ...installed.map(({ ref, name, bytes }) => ({
      label: name,
      size: readableBytes(bytes),
      fit: fits.get(ref),
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
    known.some(({ basis }) => basis !== 'measured')
      ? 'Figures with “about” are scaled from a probe of this machine with the bundled model. Run “Inkling: Check This Machine…” to measure again.'
      : '',
  ];
}

function quality({ family, onMyCode }: ModelFacts): readonly string[] {
  const published = (family?.quality ?? []).map(
    ({ benchmark, score, source }) => `- ${escaped(benchmark)}: **${score}** (${escaped(source)})`,
  );
  const mine = onMyCode.map((sentence) => `- ${escaped(sentence)}`);
  return [
    published.length > 0
      ? ['Published:', '', ...published].join('\n')
      : 'No published figures for completion are known to Inkling.',
    mine.length > 0
      ? ['On your code:', '', ...mine].join('\n')
      : 'On your code: not measured. Run “Inkling: Benchmark Models on My Code…”.',
  ];
}

function licence({ licence: { name, url, commercialUse }, isGated, card }: ModelFamily): readonly string[] {
  const use = {
    free: 'Commercial use is allowed.',
    conditions: 'Commercial use is allowed under the conditions of the licence: read them first.',
    no: '**Not for commercial use.**',
  };
  return [
    `[${escaped(name)}](${url}). ${use[commercialUse]}`,
    isGated
      ? `The hub gives the files only to those who have accepted the licence on [the model’s page](${card}).`
      : '',
  ];
}

function provenance({ family, installed }: ModelFacts): readonly string[] {
  const files = installed.map(({ file, sha256, source, verifiedAt, origin, tool }) => {
    const from = source
      ? `${source.repository} at revision ${source.revision}`
      : (tool ?? (origin === 'bundled' ? 'came with Inkling' : 'a file of yours'));
    const hash = sha256 === undefined ? 'no hash computed yet' : `SHA-256 \`${sha256}\``;
    const checked =
      verifiedAt === undefined
        ? 'not verified since'
        : `verified ${new Date(verifiedAt).toISOString().slice(0, 10)}`;
    return `- \`${file}\`: ${escaped(from)}; ${hash}; ${checked}.`;
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
  return `- ${escaped(repository)}, \`${file}\`: ${at}, ${hash}.`;
}

function section(title: string, paragraphs: readonly string[]): string {
  return [`## ${title}`, ...paragraphs.filter((text) => text !== '')].join('\n\n');
}

/** Names come from files and hubs: they must not become links, images or markup. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ');
}
