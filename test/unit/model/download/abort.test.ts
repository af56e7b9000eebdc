import { expect, test } from 'vitest';

import { clock } from '../../../../src/extension/clock';
import { downloadModel } from '../../../../src/model/download/downloadModel';
import { bench, quickClock, variant } from './downloadForTest';

const at = bench();

test('an abort ends every wait at once, with its reason', async () => {
  at.current.hub.fault = ({ at: place }) =>
    place === 'store' ? { kind: 'status', status: 503, headers: { 'Retry-After': '500' } } : undefined;
  const stop = new AbortController();
  const reason = new Error('enough');
  const onProgress = ({ kind }: { kind: string }): void => {
    if (kind === 'waiting') stop.abort(reason);
  };
  const options = at.current.options({
    clock: { now: () => quickClock.now(), delay: (ms, signal) => clock.delay(ms, signal) },
    onProgress,
  });
  await expect(downloadModel(variant, options, stop.signal)).rejects.toBe(reason);
});
