import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { LocalHub } from '../../../fakes/hub/localHub';
import { Life, type LifeStory } from './downloadLife';
import { storeFaults } from './drawFault';

/*
 * Downloads that are cut and resumed at random bytes, by a network, by the user or by the end of their process, while the
 * server does what servers do. After every try the file under its name is one that the hub has published, whole, or is
 * not there; when the trouble is over, the download succeeds.
 */
const lives = 360;
const batch = 20;

describe('a download in trouble leaves a whole file or none', () => {
  const stories: LifeStory[] = [];
  let hub: LocalHub;
  let folder: string;

  beforeAll(async () => {
    hub = await LocalHub.start([]);
    // Downloads wait for the disk, and so many of them would wait for minutes.
    const memory = '/dev/shm';
    folder = await mkdtemp(path.join(existsSync(memory) ? memory : os.tmpdir(), 'inkling-lives-'));
  });

  afterAll(async () => {
    await hub.close();
    await rm(folder, { recursive: true, force: true });
  });

  const firsts = Array.from({ length: lives / batch }, (_, index) => 1 + index * batch);
  test.each(firsts)('in lives %i and following', { timeout: 300_000 }, async (first) => {
    for (let seed = first; seed < first + batch; seed += 1) {
      const life = new Life(seed, hub, path.join(folder, String(seed)));
      stories.push(await life.live());
      // Nothing stays but the model and its record: no part, no lock, no temporary file.
      const left = await readdir(path.join(folder, String(seed)), { recursive: true });
      expect(
        left.filter((name) => /\.(part|lock|tmp|break)$/.test(name)).map((name) => [seed, name]),
      ).toEqual([]);
      await rm(path.join(folder, String(seed)), { recursive: true });
    }
  });

  test('and all of that has really happened', () => {
    const sum = (of: (story: LifeStory) => number): number =>
      stories.reduce((total, story) => total + of(story), 0);
    // Answers that went on behind a first part; the other figures are tries, and faults of each kind.
    expect(sum(({ resumed }) => resumed)).toBeGreaterThanOrEqual(200);
    expect(sum(({ died }) => died)).toBeGreaterThanOrEqual(80);
    expect(sum(({ paused }) => paused)).toBeGreaterThanOrEqual(80);
    expect(sum(({ failed }) => failed)).toBeGreaterThanOrEqual(30);
    const met = new Map<string, number>();
    for (const kind of stories.flatMap(({ faults }) => faults)) met.set(kind, (met.get(kind) ?? 0) + 1);
    for (const kind of storeFaults)
      expect([kind, met.get(kind) ?? 0]).toEqual([kind, expect.toSatisfy((count: number) => count >= 5)]);
  });
});
