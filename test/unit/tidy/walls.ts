import { builtinModules } from 'node:module';

import { importsOf, target, type Source } from './sources';

/** Which parts of a house a room may import, besides itself; paths without their ending, a folder stands for all in it. */
interface Room {
  readonly room: string;
  readonly may: readonly string[];
  readonly packages: readonly string[];
  readonly node: boolean;
}

const core = 'src/completion';
const ground = [`${core}/request`, `${core}/ports`, `${core}/text`, `${core}/secrets`, `${core}/redact`];
const deep = { packages: [], node: false } as const;

/** ARCHITECTURE.md's map. The first row that covers a file counts; a file that no row covers stands outside the house. */
const rooms: readonly Room[] = [
  { room: `${core}/request`, may: [], ...deep },
  { room: `${core}/text`, may: [], ...deep },
  { room: `${core}/secrets`, may: [], ...deep },
  { room: `${core}/redact`, may: [], ...deep },
  { room: `${core}/ports`, may: [`${core}/request`], ...deep },
  { room: `${core}/syntax`, may: ground, packages: ['web-tree-sitter'], node: false },
  { room: `${core}/trace`, may: ground, ...deep },
  // One stage's rooms and what they keep between two requests; the engine's list stays readable without it.
  {
    room: `${core}/promptMaker`,
    may: [...ground, `${core}/context`, `${core}/prompt`, `${core}/syntax`, `${core}/trace`],
    ...deep,
  },
  {
    room: `${core}/presenter`,
    may: [
      ...ground,
      `${core}/acceptance`,
      `${core}/moment`,
      `${core}/completionCache`,
      `${core}/generation`,
      `${core}/polish`,
      `${core}/syntax`,
    ],
    ...deep,
  },
  { room: `${core}/proposer`, may: [...ground, `${core}/memory`], ...deep },
  {
    room: `${core}/chooseWritten`,
    may: [
      ...ground,
      `${core}/moment`,
      `${core}/presenter`,
      `${core}/generation`,
      `${core}/memory`,
      `${core}/members`,
    ],
    ...deep,
  },
  {
    room: `${core}/alternatives`,
    may: [...ground, `${core}/moment`, `${core}/presenter`, `${core}/generation`, `${core}/memory`],
    ...deep,
  },
  {
    room: `${core}/streamedRest`,
    may: [
      ...ground,
      `${core}/moment`,
      `${core}/chooseWritten`,
      `${core}/presenter`,
      `${core}/generation`,
      `${core}/memory`,
      `${core}/trace`,
    ],
    ...deep,
  },
  {
    room: `${core}/warmUp`,
    may: [
      ...ground,
      `${core}/generation`,
      `${core}/promptMaker`,
      `${core}/syntax`,
      `${core}/trace`,
      `${core}/trigger`,
    ],
    ...deep,
  },
  { room: `${core}/engineParts`, may: [...ground, `${core}/acceptance`], ...deep },
  { room: `${core}/moment`, may: [...ground, `${core}/syntax`, `${core}/members`, `${core}/trace`], ...deep },
  { room: `${core}/engine`, may: [core], ...deep },
  // What the memory proposes from and the context is collected from; the worker fills it.
  { room: `${core}/shelf`, may: ground, ...deep },
  ...['context', 'memory'].map((name) => ({
    room: `${core}/${name}`,
    may: [...ground, `${core}/syntax`, `${core}/shelf`],
    ...deep,
  })),
  ...['acceptance', 'trigger', 'prompt', 'generation', 'members', 'polish', 'completionCache'].map(
    (name) => ({
      room: `${core}/${name}`,
      may: [...ground, `${core}/syntax`],
      ...deep,
    }),
  ),
  {
    room: 'src/model/llamaModel',
    may: ['src/model', `${core}/ports`],
    packages: ['node-llama-cpp'],
    node: true,
  },
  {
    room: 'src/model/llamaEngine',
    may: ['src/model', `${core}/ports`],
    packages: ['node-llama-cpp'],
    node: true,
  },
  {
    // The worker fills what the memory reads, so it stands on the core's own parts.
    room: 'src/project',
    may: [...ground, `${core}/shelf`, `${core}/syntax`],
    packages: ['ignore'],
    node: true,
  },
  { room: 'src/model/store/unpackArchive', may: ['src/model'], packages: ['tar'], node: true },
  { room: 'src/model', may: [`${core}/ports`], packages: [], node: true },
  // The bench around the engine: it drives the product and is driven by the shell and by the command line.
  {
    room: 'src/lab',
    may: [`${core}/engine`, `${core}/acceptance`, ...ground, `${core}/syntax`, 'src/model', 'src/project'],
    packages: [],
    node: true,
  },
  {
    room: 'src/extension',
    may: [
      `${core}/engine`,
      // It tells what became of a completion, and keeps what was learned.
      `${core}/acceptance`,
      `${core}/ports`,
      `${core}/request`,
      `${core}/secrets`,
      'src/model',
      'src/lab',
      'src/project',
      `${core}/syntax/languageOfPath`,
    ],
    packages: ['vscode'],
    node: true,
  },
];

const builtins = new Set(builtinModules);

/** What the files of src import and must not, in sentences. */
export function wallFaults(files: readonly Source[]): readonly string[] {
  return files.flatMap((source) => {
    const room = rooms.find((row) => covers(row.room, withoutEnding(source.file)));
    if (room === undefined) return [`${source.file} belongs to no room.`];
    const forbidden = importsOf(source).filter((specifier) => !mayImport(room, source.file, specifier));
    return forbidden.map((specifier) => `${source.file} must not import ${specifier}.`);
  });
}

/** Circles of imports, each as a list of files; types count, because a circle of types is a circle of ideas. */
export function importCycles(files: readonly Source[]): readonly (readonly string[])[] {
  const arrows = new Map(
    files.map((source) => [
      withoutEnding(source.file),
      importsOf(source).flatMap((specifier) => target(source.file, specifier) ?? []),
    ]),
  );
  const done = new Set<string>();
  const cycles: (readonly string[])[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file]);
    if (path.includes(file) || done.has(file)) return;
    for (const next of arrows.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of arrows.keys()) visit(file, []);
  return cycles;
}

function mayImport({ room, may, packages, node }: Room, file: string, specifier: string): boolean {
  const place = target(file, specifier);
  if (place !== undefined) return covers(room, place) || may.some((allowed) => covers(allowed, place));
  return packages.includes(specifier) || (node && isBuiltin(specifier));
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith('node:') || builtins.has(specifier);
}

function covers(room: string, file: string): boolean {
  return file === room || file.startsWith(`${room}/`);
}

function withoutEnding(file: string): string {
  return file.replace(/\.ts$/, '');
}
