import type { FimFormat, PromptPart } from '../ports';
import type { Snapshot, Snippet } from '../request';
import { languageRow } from '../syntax/languages';

type Names = Pick<Snapshot, 'languageId' | 'path'>;

/** Models that know a repository token expect a name behind it; the document does not tell one. */
const repositoryName = 'project';

/** Other files and the current file's header, each behind a file token, for the models that have one. */
export function filesAsTokens(
  fim: FimFormat,
  snippets: readonly Snippet[],
  current: Names,
): readonly PromptPart[] {
  if (fim.files !== 'tokens') return [];
  const { header, whenAlone, inPrefix, afterRepository } = headers[fim.fileHeader];
  if (snippets.length === 0 && !whenAlone) return [];
  const repository = { text: repositoryName + afterRepository };
  return [
    ...(fim.repo && snippets.length > 0 ? [{ control: 'repo' } as const, repository] : []),
    ...snippets.flatMap((snippet) => [
      { control: 'file' } as const,
      { text: header(snippet) + endLine(snippet.text) },
    ]),
    { control: 'file' },
    { text: inPrefix ? '' : header(current) },
  ];
}

/** The current file's header for the models that want it behind the prefix token. A whole line or ''. */
export function headerInPrefix(fim: FimFormat, snippets: readonly Snippet[], current: Names): string {
  const { header, inPrefix } = headers[fim.fileHeader];
  return fim.files === 'tokens' && inPrefix && snippets.length > 0 ? header(current) : '';
}

/** Other files as comments, for the models without a file token: a frame that every model knows. Whole lines or ''. */
export function filesAsComments(fim: FimFormat, snippets: readonly Snippet[], current: Names): string {
  if (fim.files !== 'comments') return '';
  return snippets.map(({ path, text }) => commentOut(`${path}\n${text}`, current.languageId)).join('');
}

interface HeaderRule {
  readonly header: (file: Names) => string;
  /** Whether a file without other files has a header too. */
  readonly whenAlone: boolean;
  /** Whether the current file's header follows the prefix token instead of the file token. */
  readonly inPrefix: boolean;
  readonly afterRepository: '\n' | '';
}

const pathLine = ({ path }: Names): string => `${path}\n`;

const headers: Readonly<Record<FimFormat['fileHeader'], HeaderRule>> = {
  'language-path': {
    header: ({ languageId, path }) => `${languageId} ${path}\n`,
    whenAlone: true,
    inPrefix: false,
    afterRepository: '\n',
  },
  path: { header: pathLine, whenAlone: false, inPrefix: false, afterRepository: '\n' },
  'every-path': { header: pathLine, whenAlone: true, inPrefix: false, afterRepository: '\n' },
  'path-in-prefix': { header: pathLine, whenAlone: false, inPrefix: true, afterRepository: '' },
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
