import type { CompletionSettings } from '../completion/request';
import type { Adapter } from '../model/adapters/adapter';
import { extendedCatalogue } from '../model/catalogue/catalogue';
import type { ModelFamily } from '../model/catalogue/modelFamily';
import { ownStops, type OwnStops } from '../model/catalogue/ownStops';
import { defaultEndpoint } from '../model/download/httpPort';
import { formatChoices } from '../model/detectFim';
import { gpuBackends } from '../model/gpu/gpuBackend';
import type { GpuChoice } from '../model/gpu/gpuBackend';
import { defaultRegistry } from '../model/gpu/pinnedEngines';
import { parseAdapters } from './adapterSetting';

export interface ModelSettings {
  /** An absolute path to a GGUF file; '' is the model that comes with the extension. */
  readonly path: string;
  /** 0 leaves the choice to the extension. */
  readonly threads: number;
  /** The context window in tokens; the model's own limit still holds. */
  readonly contextSize: number;
  /** Minutes without a request after which the model leaves memory; 0 keeps it. */
  readonly idleMinutes: number;
  readonly gpu: GpuChoice;
  /** How many layers the graphics card is given; 'auto' is as many as fit. */
  readonly gpuLayers: 'auto' | number;
  /** Where downloads go, as written; '' is the user's data folder. */
  readonly folder: string;
  /** The hub's address. */
  readonly endpoint: string;
  /** Where the engine's packages for graphics cards come from. */
  readonly engineRegistry: string;
  /** The quantization that recommendations prefer. */
  readonly variant: string;
  /** LoRA adapters for the model in use; the paths as written. */
  readonly adapters: readonly Adapter[];
  /** How the model is asked: 'auto', a family or a layout. */
  readonly format: string;
  /** What else ends an answer, by the setting `inkling.models`. */
  readonly ownStops: readonly OwnStops[];
}

export interface ProjectSettings {
  /** Whether the memory learns the files of the workspace that are not open. */
  readonly isOn: boolean;
  /** Files that are never read for another file's completion, as patterns of a `.gitignore`. */
  readonly exclude: readonly string[];
}

export interface Settings {
  readonly completion: CompletionSettings;
  readonly project: ProjectSettings;
  readonly model: ModelSettings;
  /** Whether to prepare in idle time what may come next; 'auto' does so unless the machine runs on its battery. */
  readonly speculate: 'auto' | 'on' | 'off';
  /** The catalogue with the user's own families. */
  readonly families: readonly ModelFamily[];
}

export interface Parsed {
  readonly settings: Settings;
  /** One sentence for each value that could not be used as it stands. */
  readonly complaints: readonly string[];
}

/** The numbers' defaults and limits; the manifest says the same, and a test compares them. */
export const numberSettings = {
  maxLines: { default: 12, minimum: 1, maximum: 60 },
  maxTokens: { default: 160, minimum: 8, maximum: 1024 },
  prefillBudget: { default: 1200, minimum: 50, maximum: 20_000 },
  debounce: { default: 0, minimum: 0, maximum: 5_000 },
  'model.threads': { default: 0, minimum: 0, maximum: 64 },
  'model.contextSize': { default: 4096, minimum: 512, maximum: 131_072 },
  'model.idleMinutes': { default: 20, minimum: 0, maximum: 1440 },
  'model.gpuLayers': { default: 0, minimum: 0, maximum: 256 },
} as const;

/** Prose is not code, a message box is not a file, and what an environment file holds is nobody's hint. */
export const disabledByDefault = [
  'plaintext',
  'markdown',
  'restructuredtext',
  'latex',
  'log',
  'git-commit',
  'git-rebase',
  'scminput',
  'dotenv',
] as const;

/**
 * Reads the settings below "inkling." through `get`, which returns undefined for what is not set. Never throws: a
 * value of the wrong kind becomes the default, a number out of range the nearest limit, and both are complained about.
 */
export function parseSettings(get: (key: string) => unknown): Parsed {
  const complaints: string[] = [];
  const complain = (key: string, value: unknown, used: unknown): void => {
    complaints.push(`inkling.${key}: ${JSON.stringify(value)} cannot be used; ${JSON.stringify(used)} is.`);
  };

  function checked<T>(key: string, fallback: T, accept: (value: unknown) => T | undefined): T {
    const value = get(key);
    if (value === undefined) return fallback;
    const accepted = accept(value);
    if (accepted === undefined) complain(key, value, fallback);
    return accepted ?? fallback;
  }

  function flag(key: string, fallback: boolean): boolean {
    return checked(key, fallback, (value) => (typeof value === 'boolean' ? value : undefined));
  }

  function oneOf<T extends string>(key: string, fallback: T, words: readonly T[]): T {
    return checked(key, fallback, (value) => words.find((word) => word === value));
  }

  function wholeNumber(key: keyof typeof numberSettings): number {
    const { default: fallback, minimum, maximum } = numberSettings[key];
    return checked<number>(key, fallback, (value) => {
      if (typeof value !== 'number' || Number.isNaN(value)) return undefined;
      const used = Math.round(Math.min(maximum, Math.max(minimum, value)));
      if (used !== value) complain(key, value, used);
      return used;
    });
  }

  const speculate = oneOf<'auto' | 'on' | 'off'>('speculate', 'auto', ['auto', 'on', 'off']);
  const completion: CompletionSettings = {
    enabled: flag('enabled', true),
    automatic: flag('automatic', true),
    disabledLanguages: checked<readonly string[]>('disabledLanguages', disabledByDefault, words),
    insideComments: oneOf('insideComments', 'line', ['on', 'line', 'off']),
    profile: oneOf('profile', 'balanced', ['calm', 'balanced', 'eager']),
    maxLines: wholeNumber('maxLines'),
    maxTokens: wholeNumber('maxTokens'),
    prefillBudgetMs: wholeNumber('prefillBudget'),
    debounce:
      typeof get('debounce') === 'number'
        ? wholeNumber('debounce')
        : oneOf<'adaptive'>('debounce', 'adaptive', ['adaptive']),
    useOpenFiles: flag('context.openFiles', true),
    speculate: speculate !== 'off',
    learn: flag('learn', true),
    checkMembers: flag('checkMembers', true),
  };
  const project: ProjectSettings = {
    isOn: flag('context.workspace', true),
    exclude: checked<readonly string[]>('exclude', [], words),
  };
  const { families, complaints: faults } = extendedCatalogue(get('models'));
  const model: ModelSettings = {
    path: checked('model.path', '', (value) => (typeof value === 'string' ? value.trim() : undefined)),
    threads: wholeNumber('model.threads'),
    contextSize: wholeNumber('model.contextSize'),
    idleMinutes: wholeNumber('model.idleMinutes'),
    gpu: oneOf<GpuChoice>('model.gpu', 'off', ['off', 'auto', ...gpuBackends]),
    gpuLayers:
      typeof get('model.gpuLayers') === 'number'
        ? wholeNumber('model.gpuLayers')
        : oneOf<'auto'>('model.gpuLayers', 'auto', ['auto']),
    folder: checked('model.folder', '', (value) => (typeof value === 'string' ? value.trim() : undefined)),
    endpoint: checked('model.endpoint', defaultEndpoint, address),
    engineRegistry: checked('model.engineRegistry', defaultRegistry, address),
    variant: oneOf('model.variant', 'auto', ['auto', 'Q4_K_M', 'Q5_K_M', 'Q6_K', 'Q8_0', 'F16']),
    adapters: checked('model.adapters', [], parseAdapters),
    format: oneOf('model.format', 'auto', formatChoices),
    ownStops: ownStops(families),
  };
  return {
    settings: { completion, project, model, speculate, families },
    complaints: [...complaints, ...faults],
  };
}

function address(value: unknown): string | undefined {
  const written = typeof value === 'string' ? value.trim() : '';
  return /^https?:\/\//.test(written) && URL.canParse(written) ? written.replace(/\/+$/, '') : undefined;
}

function words(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  const strings = items.filter((item): item is string => typeof item === 'string');
  return strings.length === items.length ? strings : undefined;
}

/** Every setting below "inkling.", as the manifest names them. */
export const settingKeys = [
  'enabled',
  'automatic',
  'disabledLanguages',
  'insideComments',
  'profile',
  'maxLines',
  'maxTokens',
  'prefillBudget',
  'debounce',
  'context.openFiles',
  'context.workspace',
  'exclude',
  'speculate',
  'learn',
  'checkMembers',
  'model.path',
  'model.threads',
  'model.contextSize',
  'model.idleMinutes',
  'model.gpu',
  'model.gpuLayers',
  'model.adapters',
  'model.folder',
  'model.endpoint',
  'model.engineRegistry',
  'model.variant',
  'model.format',
  'models',
] as const;
