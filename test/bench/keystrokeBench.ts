import type { CodeModel } from '../../src/completion/ports';
import { BenchLine, type Keystroke } from './benchLine';
import { typedInto, typedText } from './benchParts';
import type { Figure } from './figure';
import { generatedFile, type GeneratedFile } from './generatedFile';
import type { RawClient } from './rawClient';
import { interpolate, median } from './statistics';

/** How many tokens the bare engine is timed with: the last ones of a prompt, and whole prompts. */
const floorCounts = { last: [1, 2, 4, 8, 32, 512], whole: [128, 512, 1_024] } as const;
const fileLines = 1_000;
const insertions = typedText(100_000);

interface Step {
  readonly name: string;
  readonly act: (session: Session) => Promise<Keystroke>;
  /** Where text only grows at its end: how many tokens of a contiguous prompt may be read again. */
  readonly mostTokens?: number;
}

/** What people do while they write. Each round goes through all of it. */
const steps: readonly Step[] = [
  { name: 'same place again', act: (session) => session.ask() },
  { name: '1 character more', act: (session) => session.type(1), mostTokens: 4 },
  { name: '1 character more', act: (session) => session.type(1), mostTokens: 4 },
  { name: '3 characters more', act: (session) => session.type(3) },
  { name: '5 characters more', act: (session) => session.type(5) },
  { name: 'enter', act: (session) => session.enter(), mostTokens: 4 },
  { name: 'caret 200 lines on', act: (session) => session.elsewhere() },
  { name: 'caret back', act: (session) => session.ask() },
  { name: 'other file', act: (session) => session.otherFile() },
  { name: 'first file again', act: (session) => session.ask() },
  { name: 'cold', act: (session) => session.cold() },
];

/** Time to first token and tokens that were read again, step by step, beside what the bare engine needs for as many. */
export async function keystrokeBench(
  model: CodeModel,
  raw: RawClient,
  rounds: number,
  group = 'keystroke',
): Promise<readonly Figure[]> {
  const session = new Session(model);
  const taken = new Map(steps.map(({ name }) => [name, [] as Keystroke[]]));
  const floors = new EngineFloors(raw);
  try {
    for (let round = 0; round <= rounds; round += 1) {
      for (const { name, act } of steps) {
        const keystroke = await act(session);
        if (round > 0) taken.get(name)?.push(keystroke);
      }
      await floors.sample(
        median(taken.get('same place again')?.map(({ promptTokens }) => promptTokens) ?? []),
      );
    }
  } finally {
    session.dispose();
  }
  return [...taken].flatMap(([name, keystrokes]) => figuresOf(`${group}/${name}`, name, keystrokes, floors));
}

function figuresOf(
  prefix: string,
  name: string,
  keystrokes: readonly Keystroke[],
  floors: EngineFloors,
): readonly Figure[] {
  const read = keystrokes.map(({ readTokens }) => readTokens);
  const whole = median(keystrokes.map(({ promptTokens }) => promptTokens));
  const value = floors.of(median(read), whole);
  const floor = { what: 'bare engine', value };
  const mostTokens = steps.find((step) => step.name === name)?.mostTokens;
  const isWarm = /same|more|enter/.test(name);
  return [
    {
      name: `${prefix}, first token`,
      unit: 'ms',
      samples: keystrokes.map(({ firstTokenMs }) => firstTokenMs),
      floor,
      ...(isWarm && { target: { of: 'toFloor', most: 1.2 } }),
    },
    {
      name: `${prefix}, of it in the model`,
      unit: 'ms',
      samples: keystrokes.map(({ modelMs }) => modelMs),
      floor,
    },
    {
      name: `${prefix}, tokens read`,
      unit: 'tokens',
      samples: read,
      note: `of ${whole}`,
      ...(mostTokens !== undefined && { target: { of: 'most', most: mostTokens } }),
    },
  ];
}

/** What the bare engine needs for the last tokens of a prompt, and for whole prompts. */
class EngineFloors {
  readonly #raw: RawClient;
  readonly #last = new Map(floorCounts.last.map((count) => [count, [] as number[]]));
  readonly #whole = new Map(floorCounts.whole.map((count) => [count, [] as number[]]));

  constructor(raw: RawClient) {
    this.#raw = raw;
  }

  /** `promptTokens` is the usual length of a prompt; NaN in the first round, which only warms up. */
  async sample(promptTokens: number): Promise<void> {
    if (Number.isNaN(promptTokens)) return;
    for (const [count, times] of this.#last) {
      times.push(
        ...(await this.#raw.run({ filled: Math.floor(promptTokens) - count, count, decode: 1 })).tokenMs,
      );
    }
    for (const [count, times] of this.#whole) {
      times.push(...(await this.#raw.run({ filled: 0, count, decode: 1 })).tokenMs);
    }
  }

  /** In milliseconds, for so many tokens out of a prompt. */
  of(readTokens: number, promptTokens: number): number {
    const table = readTokens < promptTokens / 2 ? this.#last : this.#whole;
    const points = [...table].map(([count, times]) => [count, median(times)] as const);
    return interpolate(points, readTokens);
  }
}

/** Somebody at work in two files. */
class Session {
  readonly #line: BenchLine;
  readonly #other = generatedFile(fileLines, 22);
  readonly #start = generatedFile(fileLines, 11);
  #file: GeneratedFile = this.#start;
  #typed = 0;
  #colds = 0;

  constructor(model: CodeModel) {
    this.#line = new BenchLine(model);
  }

  ask(file = this.#file): Promise<Keystroke> {
    return this.#line.firstToken(file);
  }

  type(characters: number): Promise<Keystroke> {
    const next = insertions.slice(this.#typed, this.#typed + characters);
    this.#typed += characters;
    this.#file = typedInto(this.#file, next);
    return this.ask();
  }

  enter(): Promise<Keystroke> {
    this.#file = typedInto(this.#file, '\n  ');
    return this.ask();
  }

  elsewhere(): Promise<Keystroke> {
    const { text, offset } = this.#file;
    const below = text.slice(offset).split('\n').slice(0, 200).join('\n').length;
    return this.ask({ ...this.#file, offset: offset + below });
  }

  otherFile(): Promise<Keystroke> {
    return this.ask(this.#other);
  }

  cold(): Promise<Keystroke> {
    this.#colds += 1;
    return this.ask(generatedFile(fileLines, 1_000 + this.#colds));
  }

  dispose(): void {
    this.#line.dispose();
  }
}
