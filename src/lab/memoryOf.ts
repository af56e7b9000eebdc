import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * What a process holds in memory, in bytes; mapped files count as far as they were read. Undefined where the system does
 * not tell, or the process is gone.
 */
export async function memoryOf(pid: number): Promise<number | undefined> {
  try {
    if (process.platform === 'win32') return await windowsMemory(pid);
    const kilobytes = process.platform === 'linux' ? await linuxMemory(pid) : await unixMemory(pid);
    return kilobytes > 0 ? kilobytes * 1024 : undefined;
  } catch {
    // The figure is a courtesy; whoever runs the process hears of its end elsewhere.
    return undefined;
  }
}

const run = promisify(execFile);

async function linuxMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]);
}

async function unixMemory(pid: number): Promise<number> {
  return Number((await run('ps', ['-o', 'rss=', '-p', String(pid)])).stdout);
}

/** "name","1234","Console","1","98,765 K": digits are grouped as the system's language does it. */
async function windowsMemory(pid: number): Promise<number | undefined> {
  const { stdout } = await run('tasklist', ['/fi', `PID eq ${pid}`, '/fo', 'csv', '/nh']);
  const kilobytes = Number(/"([^"]+) K"\s*$/.exec(stdout)?.[1]?.replaceAll(/\D/g, ''));
  return kilobytes > 0 ? kilobytes * 1024 : undefined;
}
