import type { FimFormat, PromptPart } from '../ports';
import type { Snapshot, Snippet } from '../request';
import { languageRow } from '../syntax/languages';

type Names = Pick<Snapshot, 'languageId' | 'path'>;

/** Models that know a repository token expect a name behind it; the document does not tell one. */
const repositoryName = 'project\n';

/** Other files and the current file's header, each behind a file token, for the models that have one. */
export function filesAsTokens(
  fim: FimFormat,
  snippets: readonly Snippet[],
  current: Names,
): readonly PromptPart[] {
  if (fim.files !== 'tokens') return [];
  // A lone file has no header in the training of the models that know paths only.
  if (snippets.length === 0 && fim.fileHeader === 'path') return [];
  const header = headers[fim.fileHeader];
  return [
    ...(fim.repo && snippets.length > 0 ? [{ control: 'repo' } as const, { text: repositoryName }] : []),
    ...snippets.flatMap((snippet) => [
      { control: 'file' } as const,
      { text: header(snippet) + endLine(snippet.text) },
    ]),
    { control: 'file' },
    { text: header(current) },
  ];
}

/** Other files as comments, for the models without a file token: a frame that every model knows. Whole lines or ''. */
export function filesAsComments(fim: FimFormat, snippets: readonly Snippet[], current: Names): string {
  if (fim.files !== 'comments') return '';
  return snippets.map(({ path, text }) => commentOut(`${path}\n${text}`, current.languageId)).join('');
}

const headers: Readonly<Record<FimFormat['fileHeader'], (file: Names) => string>> = {
  'language-path': ({ languageId, path }) => `${languageId} ${path}\n`,
  path: ({ path }) => `${path}\n`,
};

function commentOut(text: string, languageId: string): string {
  const { lineComment, blockComment } = languageRow(languageId);
  if (lineComment !== '' || !blockComment) return endLine(text).replace(/^(?=.)/gm, `${lineComment} `);
  const [open, close] = blockComment;
  return `${open}\n${endLine(text.replaceAll(close, ''))}${close}\n`;
}

function endLine(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
