import { afterEach, beforeEach, expect, test } from 'vitest';

import { clock } from '../../../../src/extension/clock';
import { offersFor } from '../../../../src/extension/models/offersFor';
import { nodeHttp } from '../../../../src/model/download/nodeHttp';
import { LocalHub } from '../../../fakes/hub/localHub';
import { family, variant } from './shopForTest';

let hub: LocalHub;

beforeEach(async () => {
  hub = await LocalHub.start([{ repository: 'acme/small', file: 'Q8_0.gguf', bytes: new Uint8Array(1234) }]);
});

afterEach(() => hub.close());

const sizeless = { ...variant('acme/small:Q8_0'), bytes: undefined };

function offers(families: readonly ReturnType<typeof family>[]) {
  const access = { endpoint: hub.endpoint, token: undefined, send: nodeHttp, clock };
  return offersFor('acme/small:Q8_0', families, access, new AbortController().signal);
}

test('a size that the catalogue has not is asked of the hub, before the user says yes', async () => {
  const [offer] = await offers([family('small', [sizeless])]);
  expect(offer?.variant.approximateBytes).toBe(1234);
  expect(hub.requests.map(({ at }) => at)).toEqual(['hub']);
});

test('a size that is known is not asked', async () => {
  const [offer] = await offers([family('small', [variant('acme/small:Q8_0')])]);
  expect(offer?.variant.bytes).toBe(100_000_000);
  expect(hub.requests).toEqual([]);
});

test('a mirror without a list of files offers the file all the same', async () => {
  hub.fault = () => ({ kind: 'status', status: 404, at: 'hub' });
  const [offer] = await offers([family('small', [sizeless])]);
  expect(offer?.variant).toEqual(sizeless);
});
