import path from 'node:path';

import type { FolderClues } from '../store/modelsFolder';

/** A folder in which another tool keeps models, and how they lie there. */
export interface ToolFolder {
  readonly tool: string;
  readonly folder: string;
  /** A file that holds the path of another folder, to which `folder` belongs. */
  readonly pointer?: string;
  /** 'files': `.gguf` files at any depth; 'ollama': blobs that manifests name. */
  readonly layout: 'files' | 'ollama';
}

interface Row {
  readonly tool: string;
  readonly layout: ToolFolder['layout'];
  /** Variables that name the folder, with what follows below it. Downloads from before they were set lie where they lay. */
  readonly env: readonly (readonly [name: string, ...below: readonly string[]])[];
  /** Below the user's home where no system is named, else below what that system has for data. */
  readonly home?: readonly (readonly string[])[];
  readonly linux?: readonly (readonly string[])[];
  readonly darwin?: readonly (readonly string[])[];
  readonly win32?: readonly (readonly [base: 'APPDATA' | 'LOCALAPPDATA', ...below: readonly string[]])[];
}

/** Where tools say in their documentation or source that they keep GGUF files, 2026. Data, not branches. */
const rows: readonly Row[] = [
  {
    tool: 'Hugging Face cache',
    layout: 'files',
    env: [
      ['HF_HUB_CACHE'],
      ['HUGGINGFACE_HUB_CACHE'],
      ['HF_HOME', 'hub'],
      ['XDG_CACHE_HOME', 'huggingface', 'hub'],
    ],
    home: [['.cache', 'huggingface', 'hub']],
  },
  {
    tool: 'llama.cpp',
    layout: 'files',
    env: [['LLAMA_CACHE'], ['XDG_CACHE_HOME', 'llama.cpp']],
    linux: [['.cache', 'llama.cpp']],
    darwin: [['Library', 'Caches', 'llama.cpp']],
    win32: [['LOCALAPPDATA', 'llama.cpp']],
  },
  {
    tool: 'LM Studio',
    layout: 'files',
    env: [],
    home: [
      ['.lmstudio', 'models'],
      ['.cache', 'lm-studio', 'models'],
    ],
  },
  {
    tool: 'Ollama',
    layout: 'ollama',
    env: [['OLLAMA_MODELS']],
    home: [['.ollama', 'models']],
  },
  {
    tool: 'Jan',
    layout: 'files',
    env: [],
    linux: [['.local', 'share', 'Jan', 'data', 'llamacpp', 'models']],
    darwin: [['Library', 'Application Support', 'Jan', 'data', 'llamacpp', 'models']],
    win32: [['APPDATA', 'Jan', 'data', 'llamacpp', 'models']],
  },
  {
    tool: 'GPT4All',
    layout: 'files',
    env: [],
    linux: [['.local', 'share', 'nomic.ai', 'GPT4All']],
    darwin: [['Library', 'Application Support', 'nomic.ai', 'GPT4All']],
    win32: [['LOCALAPPDATA', 'nomic.ai', 'GPT4All']],
  },
  { tool: 'node-llama-cpp', layout: 'files', env: [], home: [['.node-llama-cpp', 'models']] },
  { tool: 'Tabby', layout: 'files', env: [], home: [['.tabby', 'models']] },
];

/** Ollama's own user on Linux keeps its models outside every home. */
const ollamaService = '/usr/share/ollama/.ollama/models';

/** LM Studio writes here where its folder is when a user has moved it. */
const lmStudioPointer = '.lmstudio-home-pointer';

/** All places worth a look on this system, whether they exist or not. */
export function toolFolders({ platform, home, env }: FolderClues): readonly ToolFolder[] {
  const join = (...parts: readonly string[]): string =>
    (platform === 'win32' ? path.win32 : path.posix).join(...parts);
  const found = rows.flatMap((row) => {
    const { tool, layout } = row;
    return placesOf(row).map((folder) => ({ tool, layout, folder }));
  });
  const moved: ToolFolder = {
    tool: 'LM Studio',
    layout: 'files',
    folder: 'models',
    pointer: join(home, lmStudioPointer),
  };
  const service: ToolFolder = { tool: 'Ollama', layout: 'ollama', folder: ollamaService };
  return [...found, moved, ...(platform === 'linux' ? [service] : [])];

  function placesOf(row: Row): readonly string[] {
    const fromEnv = row.env.flatMap(([name, ...below]) => {
      const set = env[name] ?? '';
      return set === '' ? [] : [join(set, ...below)];
    });
    const own = platform === 'darwin' ? row.darwin : platform === 'win32' ? undefined : row.linux;
    const fromHome = [...(row.home ?? []), ...(own ?? [])].map((below) => join(home, ...below));
    if (platform !== 'win32') return [...fromEnv, ...fromHome];
    const fromData = (row.win32 ?? []).flatMap(([base, ...below]) => {
      const data = env[base] ?? '';
      return data === '' ? [] : [join(data, ...below)];
    });
    return [...fromEnv, ...fromHome, ...fromData];
  }
}
