import { stat } from 'node:fs/promises';
import path from 'node:path';

import type { GpuBackend } from './gpuBackend';

/**
 * Which of the engine's packages to load. For Apple's own processors there is only the one with Metal; the processor
 * alone is that one with no layer given to the graphics card.
 */
export function engineBindings(
  gpu: GpuBackend | false,
  platform: NodeJS.Platform,
  architecture: string,
): GpuBackend | false {
  return gpu === false && platform === 'darwin' && architecture === 'arm64' ? 'metal' : gpu;
}

/** The engine's package for a back-end, by its name on the registry; undefined where there is none. */
export function packageFor(
  backend: GpuBackend,
  platform: NodeJS.Platform,
  architecture: string,
): string | undefined {
  if (backend === 'metal')
    return platform === 'darwin' && architecture === 'arm64' ? '@node-llama-cpp/mac-arm64-metal' : undefined;
  if (architecture !== 'x64') return undefined;
  if (platform === 'linux') return `@node-llama-cpp/linux-x64-${backend}`;
  return platform === 'win32' ? `@node-llama-cpp/win-x64-${backend}` : undefined;
}

/**
 * What tells an installed package from another one and from none, looked for in folders of packages; undefined when it is
 * in none of them. Npm leaves an empty package in a clone's place of those that are not wanted.
 */
export async function installedPackage(
  name: string,
  folders: readonly string[],
): Promise<string | undefined> {
  for (const folder of folders) {
    const place = path.join(folder, name, 'bins');
    const found = await stat(place).catch(() => undefined);
    if (found?.isDirectory()) return `${place} ${Math.round(found.mtimeMs)}`;
  }
  return undefined;
}
