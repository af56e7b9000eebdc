import { Dice } from '../fakes/dice';

/** A TypeScript file that nobody wrote, and a place in it where somebody might be writing. */
export interface GeneratedFile {
  readonly uri: string;
  readonly path: string;
  readonly text: string;
  /** At the end of a line within a function's body, past the middle of the file. */
  readonly offset: number;
}

const nouns = (
  'order item price stock customer address parcel invoice route driver window session token record field chart ' +
  'frame signal filter sample buffer cursor marker region layer branch review ticket'
).split(' ');
const verbs =
  'load store merge split count trim parse render update remove select compare collect verify'.split(' ');
const types = ['number', 'string', 'boolean', 'Date', 'readonly string[]'];

/** At least `lines` lines: imports, interfaces, classes and functions, the same for the same seed. */
export function generatedFile(lines: number, seed: number, imports: readonly string[] = []): GeneratedFile {
  const dice = new Dice(seed);
  const written = imports.map((name) => `import { ${name}Of } from './${name}';`);
  while (written.length < lines) written.push('', ...declaration(dice));
  const path = `src/generated${lines}x${seed}.ts`;
  const text = `${written.join('\n')}\n`;
  return { uri: `file:///bench/${path}`, path, text, offset: placeIn(text, 0.6) };
}

/** The end of the first statement line of a body behind `share` of the text. */
export function placeIn(text: string, share: number): number {
  const from = Math.floor(text.length * share);
  const found = /\n {2,4}const \w+ = [^\n]*;(?=\n)/g;
  found.lastIndex = from;
  const match = found.exec(text);
  return match ? match.index + match[0].length : text.length;
}

/** The end of the file's code up to the middle of the line at its place: behind the equals sign. */
export function unfinishedCode({ text, offset }: GeneratedFile, characters: number): string {
  const end = text.lastIndexOf('= ', offset) + 2;
  return text.slice(Math.max(0, end - characters), end);
}

function declaration(dice: Dice): readonly string[] {
  const kinds = [anInterface, aFunction, aFunction, aClass];
  return dice.pick(kinds)(dice);
}

function anInterface(dice: Dice): readonly string[] {
  const fields = Array.from(
    { length: 2 + dice.below(4) },
    () => `  readonly ${name(dice)}: ${dice.pick(types)};`,
  );
  return [`export interface ${capital(name(dice))} {`, ...fields, '}'];
}

function aFunction(dice: Dice): readonly string[] {
  const [what, from] = [name(dice), name(dice)];
  const head = `${dice.pick(verbs)}${capital(what)}(${from}: ${capital(from)}, limit: number): ${dice.pick(types)}`;
  return [
    `/** ${capital(dice.pick(verbs))}s each ${what} of the ${from}. */`,
    `export function ${head} {`,
    ...body(dice, from, '  '),
    '}',
  ];
}

function aClass(dice: Dice): readonly string[] {
  const methods = Array.from({ length: 2 + dice.below(3) }, () => {
    const what = name(dice);
    const head = `${dice.pick(verbs)}${capital(what)}(${what}: ${capital(what)}): ${dice.pick(types)}`;
    return ['', `  ${head} {`, ...body(dice, what, '    '), '  }'];
  });
  return [
    `export class ${capital(name(dice))}Store {`,
    `  readonly #${dice.pick(nouns)}s = new Map<string, number>();`,
    ...methods.flat(),
    '}',
  ];
}

function body(dice: Dice, subject: string, indent: string): readonly string[] {
  const statements = Array.from({ length: 2 + dice.below(5) }, () => statement(dice, subject));
  return [...statements.flat(), `return ${subject}.${dice.pick(nouns)};`].map((line) => indent + line);
}

function statement(dice: Dice, subject: string): readonly string[] {
  const [one, two, three] = [name(dice), dice.pick(nouns), dice.pick(nouns)];
  const forms: readonly (readonly string[])[] = [
    [`const ${one} = ${subject}.${two}s.filter((each) => each.${three} > ${dice.below(100)});`],
    [`const ${one} = ${dice.pick(verbs)}${capital(two)}(${subject}, ${dice.below(1000)});`],
    [`if (${subject}.${two} === undefined) {`, `  throw new Error('no ${two} in this ${three}');`, '}'],
    [
      `for (const ${two} of ${subject}.${two}s) {`,
      `  ${dice.pick(verbs)}(${two}, \`${three} \${${two}.id}\`);`,
      '}',
    ],
    [
      `// The ${two} comes before its ${three}.`,
      `${subject}.${two} = ${subject}.${three} + ${dice.below(10)};`,
    ],
  ];
  return dice.pick(forms);
}

function name(dice: Dice): string {
  return dice.pick(nouns) + capital(dice.pick(nouns));
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
