import { createHash } from 'node:crypto';

import { comparisonRows } from '../comparisonRows';
import type { LabReport } from '../report';
import { escaped, paragraph, section, table } from './markup';
import { runSection } from './runSection';
import { sideBySide } from './sideBySide';
import { style } from './style';

/**
 * The report as one page that needs nothing from elsewhere and can fetch nothing: no scripts, no fonts, no pictures.
 * `more` are further sections, as HTML.
 */
export function htmlPage(title: string, report: LabReport, more: readonly string[] = []): string {
  const { runs, comparisons, recommendation } = report;
  const sections = [
    `<h1>${escaped(title)}</h1>`,
    ...(recommendation === null ? [] : [`<p class="verdict">${escaped(recommendation)}</p>`]),
    ...(runs.length > 0 ? [sideBySide(runs)] : []),
    facts(report),
    ...comparisons.map(({ first, second, differences }) =>
      section(`${second} beside ${first}, hole by hole`, [
        table(comparisonRows(differences, [first, second])),
      ]),
    ),
    ...more,
    ...runs.map(runSection),
  ];
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${styleHash}'">
<title>${escaped(title)}</title><style>${style}</style></head>
<body>
${sections.join('\n')}
</body></html>
`;
}

/** Only the page's own style may run. */
const styleHash = `sha256-${createHash('sha256').update(style).digest('base64')}`;

function facts({ seed, madeAt, corpus, remarks, machine }: LabReport): string {
  const { processor, logicalCores, memoryBytes, platform, engine, llamaCpp } = machine;
  const files = corpus.map(({ package: name, files: count }) => `${name} (${count} files)`).join(', ');
  const gigabytes = (memoryBytes / 2 ** 30).toFixed(0);
  return [
    paragraph(`${madeAt.slice(0, 10)}, seed ${seed}. ${files}.`),
    ...remarks.map(paragraph),
    paragraph(
      `${processor}, ${logicalCores} logical cores, ${gigabytes} GiB, ${platform}; ${engine}, llama.cpp ${llamaCpp}.`,
    ),
  ].join('\n');
}
