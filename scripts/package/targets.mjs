/**
 * The platforms that Inkling is packaged for, by VS Code's names, and the engine's package for each: the plain
 * processor build (Metal on Apple's own chips). `test/unit/scripts` holds the table against package-lock.json.
 */
export const targets = {
  'linux-x64': { engine: 'linux-x64' },
  'linux-arm64': { engine: 'linux-arm64' },
  'win32-x64': { engine: 'win-x64' },
  'win32-arm64': { engine: 'win-arm64' },
  'darwin-x64': { engine: 'mac-x64' },
  'darwin-arm64': { engine: 'mac-arm64-metal' },
};

/** This machine's target. It may not be in the table. */
export const hostTarget = `${process.platform}-${process.arch}`;

/** `all`, one name, or undefined for this machine: the names to package. Throws for a name that is not in the table. */
export function chosenTargets(name = hostTarget) {
  if (name === 'all') return Object.keys(targets);
  if (!(name in targets))
    throw new Error(`There is no target ${name}. Choose one of ${Object.keys(targets).join(', ')}, or all.`);
  return [name];
}
