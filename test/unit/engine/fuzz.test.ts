import { afterAll, expect, test } from 'vitest';

import { expectNoUnhandledRejections } from '../generation/stage';
import { fuzzCase, type Tally } from './fuzzCase';
import { disposeKept } from './fuzzStages';
import { startWatchdog } from './watchdog';

expectNoUnhandledRejections();

const watchdog = startWatchdog();
afterAll(async () => {
  await watchdog.stop();
  await disposeKept();
});

/** INKLING_FUZZ_CASES asks for more cases, INKLING_FUZZ_SEED for others: the seed of the first one. */
const cases = Number(process.env['INKLING_FUZZ_CASES'] ?? 2000);
const first = Number(process.env['INKLING_FUZZ_SEED'] ?? 1);

test(
  'whatever is typed, wherever, whatever the model writes: a completion or nothing, and every request settles',
  async () => {
    const tally: Tally = { shown: new Map(), judged: 0, rejected: 0 };
    for (let seed = first; seed < first + cases; seed += 1) {
      watchdog.watch(seed);
      await fuzzCase(seed, tally);
    }
    watchdog.watch(0);
    if (cases < 1000) return;
    const sources = ['model', 'joined', 'cache', 'memory'];
    for (const source of sources) expect(tally.shown.get(source) ?? 0, source).toBeGreaterThan(cases / 500);
    expect(tally.judged).toBeGreaterThan(cases / 50);
    expect(tally.rejected).toBeGreaterThan(cases / 10);
  },
  120_000 + cases * 100,
);
