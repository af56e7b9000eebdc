import { readFile, stat } from 'node:fs/promises';
import os from 'node:os';

/** What is another after a driver was installed or updated; of a file under /sys the text counts. */
const driverFiles: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: [
    '/sys/module/nvidia/version',
    '/sys/module/amdgpu/version',
    '/usr/share/vulkan/icd.d',
    '/etc/vulkan/icd.d',
    '/usr/lib/x86_64-linux-gnu/libvulkan.so.1',
    '/usr/lib64/libvulkan.so.1',
    '/usr/lib/libvulkan.so.1',
    '/usr/lib/x86_64-linux-gnu/libcuda.so.1',
    '/usr/lib64/libcuda.so.1',
    '/usr/lib/wsl/lib/libcuda.so.1',
  ],
  win32: [
    'C:\\Windows\\System32\\nvcuda.dll',
    'C:\\Windows\\System32\\vulkan-1.dll',
    'C:\\Windows\\System32\\DriverStore\\FileRepository',
  ],
  // macOS brings its drivers with the system.
};

/**
 * A text that changes when the graphics drivers or the system change, told from files alone: asking a driver is what
 * may crash.
 */
export async function driverFingerprint(
  files: readonly string[] = driverFiles[process.platform] ?? [],
): Promise<string> {
  const parts = await Promise.all(files.map(fingerprintOf));
  return [process.platform, os.release(), ...parts.filter((part) => part !== '')].join('; ');
}

async function fingerprintOf(file: string): Promise<string> {
  try {
    if (file.startsWith('/sys/')) return `${file} ${(await readFile(file, 'utf8')).trim()}`;
    const { mtimeMs, size } = await stat(file);
    return `${file} ${Math.round(mtimeMs)} ${size}`;
  } catch {
    // No such driver.
    return '';
  }
}
