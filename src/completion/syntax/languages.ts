import {
  cpp,
  csharp,
  css,
  go,
  java,
  javascript,
  php,
  rust,
  styleSheet,
  tsx,
  typescript,
} from './braceLanguages';
import { fallbackRow } from './languageRow';
import type { LanguageRow } from './languageRow';
import { python, ruby, shell } from './wordLanguages';

export type { LanguageRow } from './languageRow';

/** The row of a VS Code language id. Unknown languages share one row without a grammar. */
export function languageRow(languageId: string): LanguageRow {
  return rows.get(languageId) ?? fallbackRow;
}

const rows: ReadonlyMap<string, LanguageRow> = new Map([
  ['c', cpp], // there is no grammar of C alone; the one of C++ reads it
  ['cpp', cpp],
  ['csharp', csharp],
  ['css', css],
  ['go', go],
  ['java', java],
  ['javascript', javascript],
  ['javascriptreact', javascript],
  ['less', styleSheet],
  ['php', php],
  ['python', python],
  ['ruby', ruby],
  ['rust', rust],
  ['scss', styleSheet],
  ['shellscript', shell],
  ['typescript', typescript],
  ['typescriptreact', tsx],
]);
