import { expect, test } from 'vitest';

import { predictTokens } from '../../../src/model/predictTokens';
import { FakeEngine, script } from './fakeEngine';

test('taking back a wrong draft is a part of its batch, not of the next one', async () => {
  const engine = new FakeEngine(script('=', 'ab'), 1);
  const [sequence] = engine.sequences;
  const events: string[] = [];
  const keep = sequence!.keep.bind(sequence);
  sequence!.keep = (tokens) => {
    events.push('take back');
    return keep(tokens);
  };
  const options = {
    prompt: engine.tokenize('='),
    unread: 1,
    draft: engine.tokenize('ax'),
    onBatch: ({ brought }: { readonly brought: number }) => void events.push(`batch with ${brought}`),
  };
  for await (const { token } of predictTokens(sequence!, options, new AbortController().signal)) {
    if (engine.isEnd(token)) break;
  }
  expect(events).toEqual(['take back', 'batch with 2', 'batch with 1']);
});
