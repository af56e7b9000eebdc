import { expect, test } from 'vitest';

import { graceMs } from '../../../src/completion/generation/generationStream';
import type { Running } from '../../../src/completion/generation/sharedGeneration';
import { Dice } from '../../fakes/dice';
import { quiet } from '../../fakes/manualClock';
import { expectNoUnhandledRejections, setUp } from './stage';

expectNoUnhandledRejections();

test('in any order of typing, cancelling and waiting every promise settles and nothing is left behind', async () => {
  const text = 'alpha(beta, gamma) + delta;\n';
  const count = { resolved: 0, rejected: 0 };
  for (let seed = 1; seed <= 400; seed += 1) {
    const dice = new Dice(seed);
    const { clock, model, shared, start, join } = setUp({
      text,
      chunkSizes: Array.from({ length: 20 }, () => 1 + dice.below(6)),
      gated: true,
      ...(seed % 5 === 0 && { error: new Error('broken') }),
    });
    const results: Promise<'resolved' | 'rejected'>[] = [];
    const requests: AbortController[] = [];
    let typed = '';
    const ask = (running: Running): void => {
      const request = new AbortController();
      requests.push(request);
      const expected = text.slice(0, -1).slice(typed.length);
      const place = typed;
      const ended = running.result(request.signal).then(
        ({ text: rest, cut }) => {
          if (cut === 'line-end') expect(rest, `seed ${seed} at ${place}`).toBe(expected);
          return 'resolved' as const;
        },
        () => 'rejected' as const,
      );
      results.push(ended);
    };
    for (let step = 0; step < 30; step += 1) {
      switch (dice.below(8)) {
        case 0:
        case 1:
          typed = text.slice(0, Math.min(text.length - 2, typed.length + 1 + dice.below(3)));
          break;
        case 2:
        case 3:
          // The model writes on from wherever it is started.
          model.script = { ...model.script, text: text.slice(typed.length) };
          ask(join(`x = ${typed}█`) ?? (await start(`x = ${typed}█`)));
          break;
        case 4:
          if (requests.length > 0) dice.pick(requests).abort();
          break;
        case 5:
          await clock.advance(dice.below(2 * graceMs));
          break;
        case 6:
          model.release(1 + dice.below(12));
          await quiet();
          break;
        default:
          if (dice.below(4) === 0) shared.cancel();
      }
    }
    if (seed % 2 === 0) model.release(1000);
    await quiet();
    await shared.dispose();
    for (const ended of await Promise.all(results)) count[ended] += 1;
    expect({ seed, running: model.running, timers: clock.pending }).toEqual({ seed, running: 0, timers: 0 });
    expect(model.mostRunning).toBeLessThanOrEqual(1);
  }
  expect(Math.min(count.resolved, count.rejected)).toBeGreaterThan(200);
});
