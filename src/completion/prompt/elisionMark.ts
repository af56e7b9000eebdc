import { languageRow } from '../syntax/languages';

/** What a folded body says in this language: something a person would write there, and no longer. May be empty. */
export function elisionMark(languageId: string): string {
  const { blockStyle, lineComment, blockComment } = languageRow(languageId);
  if (blockStyle === 'indent') return '...';
  if (lineComment !== '') return `${lineComment} ...`;
  return blockComment ? `${blockComment[0]} ... ${blockComment[1]}` : '';
}
