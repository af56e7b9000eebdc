import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { Power } from '../../../src/extension/power';
import { ManualClock } from '../../fakes/manualClock';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'inkling-power-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function supply(name: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(path.join(folder, name), { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, name, file), `${text}\n`);
}

async function isOnBattery(): Promise<boolean> {
  const power = new Power(new ManualClock(), folder);
  await power.look();
  return power.isOnBattery;
}

test('a battery that drains, with no plug in', async () => {
  supply('AC', { type: 'Mains', online: '0' });
  supply('BAT0', { type: 'Battery', status: 'Discharging' });
  expect(await isOnBattery()).toBe(true);
});

test('not while the plug is in, even when the battery still drains', async () => {
  supply('AC', { type: 'Mains', online: '1' });
  supply('BAT0', { type: 'Battery', status: 'Discharging' });
  expect(await isOnBattery()).toBe(false);
});

test('not by the battery of a mouse', async () => {
  supply('hid', { type: 'Battery', status: 'Discharging', scope: 'Device' });
  expect(await isOnBattery()).toBe(false);
});

test('not on a system that does not tell', async () => {
  const power = new Power(new ManualClock(), path.join(folder, 'absent'));
  await power.look();
  expect(power.isOnBattery).toBe(false);
});
