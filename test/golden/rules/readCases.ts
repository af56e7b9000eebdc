import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The languages in which every rule has a case. */
export const languages = ['typescript', 'python', 'go', 'rust', 'java', 'cpp'] as const;

/** One file: a rule of the points, in a sentence and in cases. */
export interface Rule {
  /** The file's path without its ending: the point, then the rule. */
  readonly name: string;
  readonly sentence: string;
  readonly cases: readonly Case[];
}

export interface Case {
  readonly languageId: string;
  /** What the case is about, when a language has several; then what differs from an automatic request after typing. */
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly document: string;
  /** What the model writes at the cursor. */
  readonly written: string;
  /** The document with what is shown, or with the bare cursor. */
  readonly shown: string;
  /** What the person does then, and what is shown without the model, which would write something else. */
  readonly then: readonly { readonly document: string; readonly shown: string }[];
}

const folder = fileURLToPath(new URL('cases', import.meta.url));

/** All rules, in the order of their names. */
export function readRules(): readonly Rule[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.txt'))
    .map((file) => parseRule(file.slice(0, -4), readFileSync(path.join(folder, file), 'utf8')))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * A sentence, then for each case a line `=== language: title {option=value …}`, the document, `--- written`, what the
 * model writes, `--- shown` and the drawing; `--- then` begins another document and its drawing. A part ends with one line
 * break, or with `∎` where there is none; `␍` is a carriage return.
 */
function parseRule(name: string, text: string): Rule {
  const [head = '', ...sections] = text.split(/^=== /m);
  return { name, sentence: head.trim(), cases: sections.map((section) => parseCase(name, section)) };
}

function parseCase(name: string, section: string): Case {
  const [head = '', ...rest] = section.split('\n');
  const parsed = /^(?<languageId>\w+)(?:: (?<title>[^{]*?))?(?: *\{(?<options>[^}]*)\})?$/.exec(head.trim());
  const [document, written, shown, ...more] = rest.join('\n').split(/^--- (?:written|shown|then)\n/m);
  if (
    !parsed?.groups ||
    document === undefined ||
    written === undefined ||
    shown === undefined ||
    more.length % 2 > 0
  )
    throw new Error(`${name}: no case can be read from "=== ${head}"`);
  const { languageId = '', title = '', options = '' } = parsed.groups;
  const pairs = options
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=', 2));
  return {
    languageId,
    title,
    options: Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value])),
    document: part(document),
    written: part(written),
    shown: part(shown),
    then: more.flatMap((next, index) =>
      index % 2 === 0 ? [{ document: part(next), shown: part(more[index + 1] ?? '') }] : [],
    ),
  };
}

function part(text: string): string {
  const trimmed = text.replace(/\n+$/, '').replaceAll('␍', '\r');
  return trimmed.endsWith('∎') ? trimmed.slice(0, -1) : `${trimmed}\n`;
}
