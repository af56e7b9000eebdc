import type { DownloadState } from '../../model/store/installedModel';
import { licenceBadge, verdictWords } from './fitWords';
import { readableBytes, readableParameters, readableSeconds, roughMinutes, variantSize } from './measures';
import { modelName } from './modelName';
import type {
  DownloadNode,
  FamilyNode,
  InstalledNode,
  ModelNode,
  SectionName,
  VariantNode,
} from './modelNode';

/** What a row says, without VS Code's types. */
export interface RowText {
  readonly label: string;
  /** Grey, behind the label. */
  readonly description: string;
  readonly icon: string | undefined;
  readonly color: string | undefined;
  /** Lines of the tooltip, as plain text. */
  readonly details: readonly string[];
  /** What a screen reader says: the same without icons and colours; in a row below its family with the family's name. */
  readonly spoken: string;
  /** Which inline actions VS Code offers, see the manifest's menus. */
  readonly contextValue: string;
}

const sections: Readonly<Record<SectionName, string>> = {
  downloads: 'Downloading',
  installed: 'On This Machine',
  available: 'Available',
};

const origins = { bundled: 'bundled', downloaded: '', linked: '', found: '' } as const;

export function describeNode(node: ModelNode): RowText {
  switch (node.kind) {
    case 'section':
      return row(sections[node.section], '', { contextValue: 'section' });
    case 'installed':
      return installedRow(node);
    case 'download':
      return downloadRow(node);
    case 'family':
      return familyRow(node);
    case 'variant':
      return variantRow(node);
  }
}

function installedRow({ model, family, fit, isInUse }: InstalledNode): RowText {
  const verdict = verdictWords(fit);
  const description = join([
    isInUse ? 'in use' : '',
    readableBytes(model.bytes),
    model.tool ?? (model.origin === 'linked' ? baseName(model.file) : origins[model.origin]),
    isInUse ? '' : (verdict?.badge ?? ''),
  ]);
  return row(modelName({ families: family ? [family] : [] }, model), description, {
    icon: isInUse ? 'check' : (verdict?.icon ?? 'file-binary'),
    color: isInUse ? 'testing.iconPassed' : verdict?.color,
    details: [model.file, fit?.reason ?? '', family ? licenceBadge(family.licence) : ''],
    contextValue: `installed ${model.origin}${isInUse ? ' inUse' : ''}`,
  });
}

/** Two files of a user's own may bear the same name inside. */
function baseName(file: string): string {
  return file.split(/[\\/]/).at(-1) ?? file;
}

function downloadRow({ download, family }: DownloadNode): RowText {
  const name = family ? `${family.name} ${quantizationOf(download.ref)}` : download.ref;
  const icons = {
    queued: 'clock',
    running: 'sync~spin',
    paused: 'debug-pause',
    verifying: 'shield',
    failed: 'error',
    done: 'check',
  };
  return row(name, rowProgress(download), {
    icon: icons[download.kind],
    color: download.kind === 'failed' ? 'testing.iconFailed' : undefined,
    details: download.problem ? [download.problem.message, download.problem.remedy] : [download.ref],
    contextValue: `download ${download.kind}`,
  });
}

/** Why a download failed, short enough for a narrow view; the tooltip and the page have the sentence and the remedy. */
const shortly: ReadonlyMap<string, string> = new Map([
  ['gated', 'needs access'],
  ['no-connection', 'no connection'],
  ['bad-certificate', 'certificate refused'],
  ['not-on-hub', 'not on the hub'],
  ['changed-on-hub', 'changed on the hub'],
  ['rate-limited', 'the hub asks to wait'],
  ['server-error', 'the hub has a fault'],
  ['html-page', 'a web page instead'],
  ['wrong-hash', 'the file is damaged'],
  ['wrong-size', 'the file is damaged'],
  ['disk-full', 'the disk is full'],
  ['not-writable', 'folder not writable'],
  ['folder-gone', 'folder is gone'],
]);

/** The same in fewer words, which change seldom and fit a narrow view. */
function rowProgress(download: DownloadState): string {
  const { kind, bytesDone, bytesTotal, bytesPerSecond, problem } = download;
  if (kind !== 'running') return progressWords(download);
  if (problem) return join([share(download), 'waiting to try again']);
  if (!bytesTotal) return 'under way';
  const left = bytesPerSecond ? `${roughMinutes((bytesTotal - bytesDone) / bytesPerSecond)} left` : '';
  return join([share(download), left, readableBytes(bytesTotal)]);
}

function share({ bytesDone, bytesTotal }: DownloadState): string {
  return bytesTotal ? `${Math.floor((100 * bytesDone) / bytesTotal)} %` : '';
}

/** '42 % · 223 MB of 531 MB · 12 MB/s · 25 s left'. */
export function progressWords(download: DownloadState): string {
  const { kind, bytesDone, bytesTotal, bytesPerSecond, problem } = download;
  const of =
    bytesTotal === undefined
      ? readableBytes(bytesDone)
      : `${readableBytes(bytesDone)} of ${readableBytes(bytesTotal)}`;
  switch (kind) {
    case 'queued':
      return 'waiting';
    case 'verifying':
      return 'checking the file';
    case 'paused':
      return join(['paused', share(download), of]);
    case 'failed':
      return problem ? (shortly.get(problem.code) ?? problem.message) : 'failed';
    case 'done':
      return join(['done', of]);
    case 'running': {
      const left = bytesTotal && bytesPerSecond ? (bytesTotal - bytesDone) / bytesPerSecond : undefined;
      const speed = bytesPerSecond ? `${readableBytes(bytesPerSecond)}/s` : '';
      return join([share(download), of, speed, left === undefined ? '' : `${readableSeconds(left)} left`]);
    }
  }
}

/** Most families say in their name how large they are. */
const sizeInName = /\d[BM]\b/i;

function familyRow({ family, fit, isRecommended }: FamilyNode): RowText {
  const verdict = verdictWords(fit);
  const description = join([
    isRecommended ? 'recommended' : '',
    verdict?.badge ?? '',
    sizeInName.test(family.name) ? '' : readableParameters(family.parameters),
    licenceBadge(family.licence),
    family.kind === 'prefix-only' ? 'prefix only' : '',
  ]);
  return row(family.name, description, {
    icon: isRecommended ? 'star-full' : (verdict?.icon ?? 'package'),
    color: verdict?.color,
    details: [
      `${family.name} by ${family.publisher}, ${readableParameters(family.parameters)} parameters`,
      licenceBadge(family.licence),
      fit?.reason ?? '',
      family.kind === 'prefix-only' ? 'Reads only what stands before the cursor.' : '',
      ...family.quality.map(({ benchmark, score }) => `${benchmark}: ${score}`),
    ],
    contextValue: 'family',
  });
}

function variantRow({ family, variant, fit, isRecommended }: VariantNode): RowText {
  const verdict = verdictWords(fit);
  const size = variantSize(variant);
  return row(variant.quantization, join([isRecommended ? 'recommended' : '', verdict?.badge ?? '', size]), {
    icon: isRecommended ? 'star-full' : (verdict?.icon ?? 'cloud-download'),
    color: verdict?.color,
    details: [
      `${family.name} ${variant.quantization}`,
      variant.repository,
      fit?.reason ?? '',
      licenceBadge(family.licence),
      variant.isVerified ? '' : 'Size and hash are asked of the hub before the download.',
    ],
    spoken: `${family.name} ${variant.quantization}`,
    contextValue: 'variant',
  });
}

function row(
  label: string,
  description: string,
  rest: Partial<RowText> & { readonly contextValue: string },
): RowText {
  const { icon, color, details = [], contextValue } = rest;
  return {
    label,
    description,
    icon,
    color,
    details: details.filter((line) => line !== ''),
    spoken: [rest.spoken ?? label, ...description.split(' · ')].filter((part) => part !== '').join(', '),
    contextValue,
  };
}

function quantizationOf(ref: string): string {
  return ref.slice(ref.lastIndexOf(':') + 1);
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
