import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

vi.mock('vscode', () => import('../../../fakes/vscode'));

import type { Fate } from '../../../../src/completion/acceptance/answerOf';
import { Taste } from '../../../../src/completion/acceptance/taste';
import { parseTaste } from '../../../../src/completion/acceptance/tasteData';
import type { Shown } from '../../../../src/extension/ghostText';
import { LearnedFile } from '../../../../src/extension/learning/learnedFile';
import { learnedItems } from '../../../../src/extension/learning/learnedItems';
import { Learning } from '../../../../src/extension/learning/learning';

let folder: string;
let file: string;
const log: string[] = [];
const note = (message: string): void => void log.push(message);
const logger = { trace: note, debug: note, info: note, warn: note };

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'inkling-learning-'));
  file = path.join(folder, 'storage', 'learned.json');
  log.length = 0;
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A window of the editor. */
function openWindow(isOn = true) {
  const taste = new Taste();
  const learning = new Learning({ taste, file: new LearnedFile(file, logger), isOn: () => isOn, logger });
  let id = 0;
  const answer = (fate: Fate, readForMs = 2_000, again = false): void => {
    if (!again) id += 1;
    const shown: Shown = {
      id,
      uri: 'file:///a.py',
      start: 0,
      text: 'x',
      others: [],
      atMs: 100,
      features: { always: 1, 'language: python': 1 },
    };
    learning.noteFate(fate, shown, 100 + readForMs);
  };
  return { taste, learning, answer };
}

const answers = ({ taste }: { readonly taste: Taste }) => [taste.data.accepted, taste.data.rejected];

test('accepted is all or a part, and counts once', async () => {
  const window = openWindow();
  await window.learning.save();
  window.answer('accepted');
  window.answer('accepted-part');
  window.answer('accepted-part', 3_000, true);
  window.answer('typed-over', 4_000, true);
  expect(answers(window)).toEqual([2, 0]);
  await window.learning.save();
});

test('rejected is read and typed over; ignored, typed through or typed over at once is neither', async () => {
  const window = openWindow();
  await window.learning.save();
  window.answer('typed-over', 750);
  window.answer('typed-over', 749);
  window.answer('ignored');
  window.answer('typed-through');
  expect(answers(window)).toEqual([0, 1]);
  await window.learning.save();
});

test('nothing is learned where that is switched off', async () => {
  const window = openWindow(false);
  await window.learning.save();
  window.answer('accepted');
  await window.learning.save();
  expect(answers(window)).toEqual([0, 0]);
  await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('what was learned is there in the next session', async () => {
  const first = openWindow();
  first.answer('accepted');
  await first.learning.save();
  const second = openWindow();
  await second.learning.save();
  expect(second.taste.data).toEqual(first.taste.data);
});

test('two windows learn together', async () => {
  const [one, other] = [openWindow(), openWindow()];
  one.answer('accepted');
  other.answer('typed-over');
  await one.learning.save();
  await other.learning.save();
  expect(answers(other)).toEqual([1, 1]);
  await one.learning.save();
  expect(answers(one)).toEqual([1, 1]);
});

test('a damaged file is kept aside, and learning begins anew', async () => {
  const first = openWindow();
  first.answer('accepted');
  await first.learning.save();
  await writeFile(file, '{"format":1,"accep');
  const second = openWindow();
  second.answer('typed-over');
  await second.learning.save();
  expect(answers(second)).toEqual([0, 1]);
  const names = await readdir(path.dirname(file));
  expect(names).toHaveLength(2);
  const aside = names.find((name) => name.endsWith('.damaged')) ?? '';
  expect(await readFile(path.join(path.dirname(file), aside), 'utf8')).toBe('{"format":1,"accep');
  expect(log.join()).toContain(aside);
});

test('a disk that refuses loses nothing: the answers wait', async () => {
  await writeFile(path.join(folder, 'storage'), 'a file where the folder should be');
  const window = openWindow();
  window.answer('accepted');
  await window.learning.save();
  expect(log.join()).toContain("can't be kept");
  await rm(path.join(folder, 'storage'));
  await window.learning.save();
  expect(parseTaste(await readFile(file, 'utf8'))?.accepted).toBe(1);
});

test('it can be forgotten, on the disk too', async () => {
  const window = openWindow();
  window.answer('accepted');
  await window.learning.forget();
  expect(answers(window)).toEqual([0, 0]);
  expect(parseTaste(await readFile(file, 'utf8'))?.accepted).toBe(0);
  await window.learning.save();
});

test('it can be looked at: counts, and what each name says', async () => {
  const window = openWindow();
  await window.learning.save();
  for (let event = 0; event < 5; event += 1) window.answer('typed-over');
  const lines = learnedItems(window.taste.data).map(({ label, description }) => `${label} – ${description}`);
  expect(lines[0]).toBe('Completions that you have accepted – 0');
  expect(lines[1]).toBe('Completions that you have read and typed over – 5');
  expect(lines.join('\n')).toMatch(/language: python – shown less: -\d\.\d\d \(began at 0\.00\)/);
  await window.learning.save();
});
