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
  readonly options: Options;
  /** What stands around the document: other files, a notebook's other cells, the members that a server knows. */
  readonly world: readonly Part[];
  /** The first request, and what follows it. */
  readonly steps: readonly [Step, ...Step[]];
}

export type Options = Readonly<Record<string, string>>;

export interface Step {
  readonly options: Options;
  readonly document: string;
  /** What the model reads, writes and is given, and what is shown. */
  readonly parts: readonly Part[];
}

export interface Part {
  readonly kind: string;
  /** What stands behind the kind: a path, or numbers. */
  readonly about: string;
  readonly text: string;
}

/** All rules of a folder, in the order of their names. */
export function readRules(folder: URL = new URL('cases', import.meta.url)): readonly Rule[] {
  const root = fileURLToPath(folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.txt'))
    .map((file) => parseRule(file.slice(0, -4), readFileSync(path.join(root, file), 'utf8')))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const worldKinds = ['file', 'project', 'edited', 'above', 'below', 'members'];
const stepKinds = ['written', 'ahead', 'prompt', 'draft', 'shown'];

/**
 * A sentence, then for each case a line `=== language: title {option=value …}`, the document and its parts. A part ends
 * with one line break, or with `∎` where there is none; `␍` is a carriage return, `␀` a zero, and `⋯` twelve thousand
 * characters of a table. The parts, the first two of them in nearly every case:
 *
 *     --- written 0.9 …   what the model writes, and how likely each of its lines is: 1 where nothing is said; a second
 *                         one is its second choice, a third its third
 *     --- shown           the drawing; several are what somebody who asks by hand can leaf through
 *     --- then {…}        what the person has made of the document since. What is shown there comes without the model,
 *                         which would write something else, unless the step has a text of its own written
 *     --- ahead           what a slow model writes while the first completion is being read
 *     --- prompt          what the model reads, control tokens in angle brackets; with nothing in it, nobody asks it
 *     --- draft           what the model is given as a draft
 *     --- file PATH       another open file; `project`: one that is not open; `edited`: lines just changed in another file
 *     --- above           a cell of the notebook above the document's, `below`: one below it; behind it the cell's language
 *     --- members         the names that the language server knows behind the dot
 *
 * The options are settings and what a request says by their names (`optionsOf.ts`), and: `path` and `uri` of the document;
 * `model=slow` whose lines come later than the next key, `model=absent`, `model=words` that knows whole words only; of a later
 * step `lines`, how many a slow model has written by then, all where nothing is said, and `verdict`, what became of what was
 * shown, so many `times`; `selected`, the item that is selected in the list of suggestions.
 */
function parseRule(name: string, text: string): Rule {
  const [head = '', ...sections] = text.split(/^=== /m);
  return { name, sentence: head.trim(), cases: sections.map((section) => parseCase(name, section)) };
}

function parseCase(name: string, section: string): Case {
  const [head = '', ...rest] = section.split('\n');
  const parsed = /^(?<languageId>\w+)(?:: (?<title>[^{]*?))?(?: *\{(?<options>[^}]*)\})?$/.exec(head.trim());
  const [document = '', ...split] = rest.join('\n').split(/^--- (\w+)(?: (.*))?\n/m);
  if (!parsed?.groups) throw new Error(`${name}: no case can be read from "=== ${head}"`);
  const { languageId = '', title = '', options = '' } = parsed.groups;
  const all = partsOf(split);
  const world = all.filter(({ kind }) => worldKinds.includes(kind));
  let first: Step = { options: {}, document: clean(document), parts: [] };
  const later: Step[] = [];
  for (const part of all.filter((each) => !world.includes(each))) {
    const last = later.at(-1);
    if (part.kind === 'then')
      later.push({ options: optionsOf(part.about.replaceAll(/[{}]/g, '')), document: part.text, parts: [] });
    else if (!stepKinds.includes(part.kind)) throw new Error(`${name}: no part is called ${part.kind}`);
    else if (last) later[later.length - 1] = { ...last, parts: [...last.parts, part] };
    else first = { ...first, parts: [...first.parts, part] };
  }
  for (const { parts } of [first, ...later])
    if (!parts.some(({ kind }) => kind === 'shown'))
      throw new Error(`${name}: nothing is shown in "${head}"`);
  return { languageId, title, options: optionsOf(options), world, steps: [first, ...later] };
}

/** `split` is, over and over, a kind, what stands behind it and the text. */
function partsOf(split: readonly (string | undefined)[]): readonly Part[] {
  return split.flatMap((kind, index) =>
    index % 3 === 0 && kind !== undefined
      ? [{ kind, about: split[index + 1] ?? '', text: clean(split[index + 2] ?? '') }]
      : [],
  );
}

function optionsOf(text: string): Options {
  const pairs = text
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=', 2));
  return Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value]));
}

function clean(text: string): string {
  const trimmed = text
    .replace(/\n+$/, '')
    .replaceAll('␍', '\r')
    .replaceAll('␀', '\0')
    .replaceAll('⋯', '10, '.repeat(3_000));
  return trimmed.endsWith('∎') ? trimmed.slice(0, -1) : `${trimmed}\n`;
}

/** The texts of a step's parts of one kind. */
export function textsOf({ parts }: Step, kind: string): readonly string[] {
  return parts.filter((part) => part.kind === kind).map(({ text }) => text);
}

/** Those in which a rule has no case. */
export function missingLanguages({ cases }: Rule): readonly string[] {
  return languages.filter((language) => !cases.some(({ languageId }) => languageId === language));
}
