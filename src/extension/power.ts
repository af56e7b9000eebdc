import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Clock } from '../completion/ports';

/** A plug is pulled rarely; what is known may be this old, in milliseconds. */
const knownForMs = 30_000;
/** Where Linux tells of plugs and batteries. Other systems have no such file, and there the answer is "no". */
const folderOfSupplies = '/sys/class/power_supply';

/** Whether the machine runs on its battery: answered at once from the last look, and looked up behind that. */
export class Power {
  readonly #clock: Clock;
  readonly #folder: string;
  #isOnBattery = false;
  #lookedAt = -Infinity;

  constructor(clock: Clock, folder = folderOfSupplies) {
    this.#clock = clock;
    this.#folder = folder;
  }

  get isOnBattery(): boolean {
    if (this.#clock.now() - this.#lookedAt >= knownForMs) {
      this.#lookedAt = this.#clock.now();
      void this.look();
    }
    return this.#isOnBattery;
  }

  async look(): Promise<void> {
    const names = await readdir(this.#folder).catch(() => []);
    const supplies = await Promise.all(names.map((name) => readSupply(path.join(this.#folder, name))));
    const hasPlug = supplies.some(({ type, online }) => type !== 'Battery' && online === '1');
    // A mouse has a battery too.
    const drains = supplies.some(
      ({ type, status, scope }) => type === 'Battery' && status === 'Discharging' && scope !== 'Device',
    );
    this.#isOnBattery = drains && !hasPlug;
  }
}

interface Supply {
  readonly type: string;
  readonly online: string;
  readonly status: string;
  readonly scope: string;
}

async function readSupply(folder: string): Promise<Supply> {
  const read = async (name: string): Promise<string> =>
    (await readFile(path.join(folder, name), 'utf8').catch(() => '')).trim();
  const [type, online, status, scope] = await Promise.all([
    read('type'),
    read('online'),
    read('status'),
    read('scope'),
  ]);
  return { type, online, status, scope };
}
