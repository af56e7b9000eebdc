import type { Snippet } from '../request';
import { encode } from '../shelf/bytes';
import type { Line, ProjectView, Reader } from './projectView';

/** Names that stand further above than this say little about what comes next. */
const nearLines = 12;
const mostNames = 24;

/** Many short ones say more than a few long ones: measured, as the others here (docs/lab/context.md). */
const mostDeclarations = 8;
const mostLines = 6;
const longestDeclaration = 500;

/** Lines that begin as a declaration does, or call what may be one, and are looked at. */
const placesPerName = 24;

/** Beside similar windows, whose scores go from 0.1 to 0.5. */
const bestScore = 0.2;

const identifier = /[\p{L}_$][\p{L}\p{N}_$]{2,}/gu;

/** The words that stand before a declared name, for each family of languages. */
const introducers: Readonly<Record<string, readonly string[]>> = {
  javascript: ['function', 'class', 'interface', 'type', 'enum', 'const', 'let', 'namespace'],
  python: ['def', 'class'],
  go: ['func', 'type'],
  rust: ['fn', 'struct', 'enum', 'trait', 'type', 'macro_rules!', 'const', 'static'],
  java: ['class', 'interface', 'enum', 'record'],
  csharp: ['class', 'interface', 'enum', 'record', 'struct'],
  cpp: ['class', 'struct', 'enum', 'union', '#define'],
  php: ['function', 'class', 'interface', 'trait', 'enum'],
  ruby: ['def', 'class', 'module'],
};

/** Where a function has no word of its own: what stands before its name, to the beginning of the line. */
const functionHeads: Readonly<Record<string, RegExp>> = {
  go: /^func \([^)]*\) $/,
  cpp: /^(?!return\b|else\b|new\b|throw\b|delete\b|case\b)[A-Za-z_][\w:<>,*&\s]*[\s*&](?:\w+::)?$/,
  java: /^(?!return\b|else\b|new\b|throw\b|case\b)[A-Za-z_@][\w.<>,[\]?\s]*\s$/,
  csharp: /^(?!return\b|else\b|new\b|throw\b|case\b|await\b)[A-Za-z_][\w.<>,[\]?\s]*\s$/,
};

/**
 * The declarations, in files that are not open, of the names that stand right above the cursor, the nearest name first:
 * a header and what stands deeper right below it.
 *
 * @param before The text before the cursor.
 */
export function declarations(
  view: ProjectView,
  before: string,
  languageId: string,
  reader: Reader,
): readonly Snippet[] {
  const near = before.split('\n').slice(-nearLines).join('\n');
  const names = [...new Set(near.match(identifier)?.reverse())].slice(0, mostNames);
  const found: Snippet[] = [];
  for (const [rank, name] of names.entries()) {
    if (found.length === mostDeclarations) break;
    const line = declarationOf(view, name, reader);
    if (!line) continue;
    const { path } = line.page;
    const score = bestScore * (1 - rank / 100);
    found.push({ path, languageId, text: declarationAt(view, line), score, collector: 'declarations' });
  }
  return found;
}

function declarationOf(view: ProjectView, name: string, reader: Reader): Line | undefined {
  for (const word of introducers[reader.family] ?? []) {
    const start = `${word} ${name}`;
    for (const line of view.linesWith(encode(start), reader, placesPerName)) {
      const text = view.text(line);
      const rest = text.slice(text.indexOf(start) + start.length);
      // `class Name;` only says that there is one.
      if (!startsWithWord.test(rest) && rest !== ';') return line;
    }
  }
  const head = functionHeads[reader.family];
  if (!head) return undefined;
  const call = `${name}(`;
  return view.linesWith(encode(call), reader, placesPerName).find((line) => {
    const text = view.text(line);
    return head.test(text.slice(0, text.indexOf(call)));
  });
}

const startsWithWord = /^[\p{L}\p{N}_$]/u;

function declarationAt(view: ProjectView, line: Line): string {
  const { shelf, page, entry } = line;
  const level = shelf.indent(entry);
  let end = entry + 1;
  while (end < Math.min(page.end, entry + mostLines) && shelf.indent(end) > level) end += 1;
  return view.excerpt(line, entry, end, longestDeclaration);
}
