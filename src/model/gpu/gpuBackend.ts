/** What can drive a graphics card, in the order in which it is tried: the fastest and most particular first. */
export const gpuBackends = ['metal', 'cuda', 'vulkan'] as const;

export type GpuBackend = (typeof gpuBackends)[number];

/** What the user wants: 'auto' tries each that this machine has; a name tries that one; both fall back to the processor. */
export type GpuChoice = 'off' | 'auto' | GpuBackend;

/** As people know them. */
export const backendNames: Readonly<Record<GpuBackend, string>> = {
  metal: 'Metal',
  cuda: 'CUDA',
  vulkan: 'Vulkan',
};

/** The back-ends to try for a choice, in order. Metal is Apple's alone, and Apple has no other. */
export function backendsFor(choice: GpuChoice, platform: NodeJS.Platform): readonly GpuBackend[] {
  if (choice === 'off') return [];
  if (choice !== 'auto') return [choice];
  return gpuBackends.filter((backend) => (backend === 'metal') === (platform === 'darwin'));
}
