import type { GpuBackend } from './gpuBackend';

/** One of the engine's packages as the registry has it, pinned: nothing else is ever installed. */
export interface PinnedEngine {
  readonly backend: GpuBackend;
  readonly platform: NodeJS.Platform;
  readonly architecture: string;
  /** On the registry. */
  readonly name: string;
  /** Equal to the engine's own: it refuses packages of other versions. */
  readonly version: string;
  readonly licence: string;
  /** Of the archive. */
  readonly bytes: number;
  readonly unpackedBytes: number;
  /** As npm writes it: the algorithm and the hash in base64. */
  readonly integrity: string;
}

const x64 = { architecture: 'x64', version: '3.21.1', licence: 'MIT' } as const;

/** What `npm view NAME@VERSION dist` and `npm pack --dry-run` say of them; to be renewed with each version of the engine. */
export const pinnedEngines: readonly PinnedEngine[] = [
  {
    ...x64,
    backend: 'vulkan',
    platform: 'linux',
    name: '@node-llama-cpp/linux-x64-vulkan',
    bytes: 27_476_121,
    unpackedBytes: 84_483_299,
    integrity:
      'sha512-flEeSzONQ6OIm5bYKLQf4eEnBzcC5WugFbyPUwkCqyyOFZ8pH0H9ulQ7ZNDLSIczeKneMRJornlyY1Hq7d3GDA==',
  },
  {
    ...x64,
    backend: 'cuda',
    platform: 'linux',
    name: '@node-llama-cpp/linux-x64-cuda',
    bytes: 142_850_036,
    unpackedBytes: 188_693_843,
    integrity:
      'sha512-idsE55VoD/FbvLhnBC9krUJaUoC0XnebseAAnCpm/brKf61HEbu+idgbb5eN6mxkjLSrHtILprJ0nDcUJjVrFg==',
  },
  {
    ...x64,
    backend: 'vulkan',
    platform: 'win32',
    name: '@node-llama-cpp/win-x64-vulkan',
    bytes: 26_619_567,
    unpackedBytes: 103_426_656,
    integrity:
      'sha512-HJ237Azh5m4Sz+w3A1IU/fYLaSDOocskcfn2ILTgqTuuORCB86EMnu3Yt/XsNhRHTtEiwz1Q/E0mO4PLIbZLAA==',
  },
  {
    ...x64,
    backend: 'cuda',
    platform: 'win32',
    name: '@node-llama-cpp/win-x64-cuda',
    bytes: 138_542_727,
    unpackedBytes: 175_510_346,
    integrity:
      'sha512-PLz70neFEMkQTlmJqG1ujUtCSgHasLPMxQ9rLkqQVmZYAXqkRj+45TIHCjdn3XqUeaoun0vrO9rRaxZ8NVq9jg==',
  },
];

/** Those for one system. */
export function enginesFor(platform: NodeJS.Platform, architecture: string): readonly PinnedEngine[] {
  return pinnedEngines.filter(
    (engine) => engine.platform === platform && engine.architecture === architecture,
  );
}

export const defaultRegistry = 'https://registry.npmjs.org';

/** Where a registry keeps the archive of a package. */
export function archiveUrl(registry: string, { name, version }: PinnedEngine): string {
  const base = registry.endsWith('/') ? registry : `${registry}/`;
  return new URL(`${name}/-/${name.split('/').at(-1) ?? ''}-${version}.tgz`, base).href;
}
