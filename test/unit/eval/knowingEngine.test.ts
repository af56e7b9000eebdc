import { expect, test } from 'vitest';

import { knowingEngine } from '../../eval/simulation/knowingEngine';
import { FakeEngine } from '../model/fakeEngine';

const file = 'the quick brown fox jumps over the lazy dog, and then it goes home.\n';
const before = file.slice(0, 50);
const tokens = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0));

async function next(percent: number, text: string): Promise<string> {
  const fake = new FakeEngine(() => 'x');
  const [sequence] = knowingEngine(fake, file, percent, 1).sequences;
  await sequence?.read(tokens(text.slice(0, -1)));
  const [prediction] = (await sequence?.predict([], tokens(text.slice(-1)), [undefined])) ?? [];
  return String.fromCharCode(prediction?.token ?? 0);
}

test('a better model writes what stands in the file, and elsewhere what its own does', async () => {
  expect(await next(100, before)).toBe(file.charAt(50));
  expect(await next(0, before)).toBe('x');
  expect(await next(100, `${before}?`)).toBe('x');
});
