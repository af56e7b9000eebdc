import type { FimFormat } from '../../completion/ports';
import type { ModelFamily } from '../../model/catalogue/modelFamily';
import type { DownloadState } from '../../model/store/installedModel';
import { escaped, section } from './markdown';
import { readableParameters } from './measures';
import type { ModelFacts } from './modelFacts';
import { modelName } from './modelName';
import { fitTable, provenance } from './pageFiles';

/** A model's page in Markdown: what a careful person asks before running a model. Pure text, no command, no script. */
export function modelPageText(name: string, facts: ModelFacts): string {
  const { family } = facts;
  const sections = [
    `# ${escaped(name)}`,
    standing(facts),
    section('What it is for', [...(family ? purpose(family) : ownFile(facts)), format(facts)]),
    section('Does it fit this machine, and how fast is it here', fitTable(facts)),
    section('How good is it', quality(facts)),
    section('What stays private', [
      'Everything. The model runs in a process on this machine; what you type is sent nowhere. The only connection is the download, when you ask for it.',
    ]),
    section('Licence and terms', family ? licence(family) : [unknownLicence]),
    section('Where it comes from, and is the file intact', provenance(facts)),
  ];
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

const unknownLicence =
  'Inkling does not know the licence of this file. Read it where the file comes from, before you use what the model writes.';

function standing(facts: ModelFacts): string {
  return [whereItIs(facts), ...facts.downloads.flatMap(downloadWords)].join('\n\n');
}

/** How far a running download is, the view and the status bar tell: a page that moves can't be read. */
function downloadWords({ ref, kind, problem }: DownloadState): readonly string[] {
  const name = escaped(ref);
  if (kind === 'paused') return [`The download of ${name} is paused; the view resumes it.`];
  if (kind !== 'failed') return [];
  return [
    `**The download of ${name} has failed.** ${escaped(problem?.message ?? '')} ${escaped(problem?.remedy ?? '')}`,
  ];
}

function whereItIs({ family, installed, inUse }: ModelFacts): string {
  const used = installed.find(({ file }) => file === inUse);
  if (used) return `**In use now:** ${escaped(modelName({ families: family ? [family] : [] }, used))}.`;
  return installed.length > 0 ? 'On this machine, not in use.' : 'Not on this machine.';
}

function ownFile({ header }: ModelFacts): readonly string[] {
  if (!header) return ['A model file that the catalogue does not know. Its header can’t be read.'];
  const { architecture, parameters, trainedContextTokens, quantization } = header;
  const about = [architecture, `${readableParameters(parameters)} parameters`, quantization];
  return [
    'A model file that the catalogue does not know. What it was made for, and for which languages, is not known.',
    `By its header: ${escaped(about.filter((part) => part !== '').join(', '))}, a context window of ${trainedContextTokens.toLocaleString('en')} tokens.`,
  ];
}

const layouts: Readonly<Record<FimFormat['layout'], string>> = {
  'spm-contiguous': 'what follows the cursor first, then what stands before it and the new text as one',
  spm: 'what follows the cursor, what stands before it, the new text',
  psm: 'what stands before the cursor, what follows it, the new text',
  'prefix-only': 'only what stands before the cursor',
};

/** A wrong format makes a good model write nonsense, so it is shown. */
function format({ header, family }: ModelFacts): string {
  if (header) {
    const { family: taken, format } = header.fim;
    return `Asked in this order: ${layouts[format.layout]} (${format.layout}; taken from: ${escaped(taken)}). The setting “inkling.model.format” overrides it.`;
  }
  return family ? `Asked in this order: ${layouts[family.fim.layout]} (${family.fim.layout}).` : '';
}

function purpose(family: ModelFamily): readonly string[] {
  const task =
    family.kind === 'fill-in-the-middle'
      ? 'Made to fill in the middle of code: it reads what stands before and after the cursor.'
      : 'Writes on from what stands before the cursor; it does not read what comes after it. A fill-in-the-middle model of the same size does better.';
  const languages =
    family.languages.length > 0
      ? `Languages that its publisher names: ${family.languages.join(', ')}.`
      : `Which languages it knows, Inkling’s catalogue does not say; its publisher’s page may: ${family.card}`;
  return [
    task,
    `${readableParameters(family.parameters)} parameters, a context window of ${family.contextTokens.toLocaleString('en')} tokens.`,
    languages,
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
