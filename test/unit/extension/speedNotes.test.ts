import { expect, test } from 'vitest';

import { SpeedNotes } from '../../../src/extension/speedNotes';
import type { MachineNotes } from '../../../src/model/fit/machineNotes';
import { emptyBook, recallSpeed } from '../../../src/model/fit/speedBook';
import type { ModelRun } from '../../../src/model/modelRun';
import { quiet } from '../../fakes/manualClock';

const speed = { prefillTokensPerSecond: 500, decodeTokensPerSecond: 40 };
const small: ModelRun = { file: '/models/small.gguf', bytes: 7, place: 'cpu', speed };

function setUp() {
  const desk = { run: undefined as ModelRun | undefined, now: 0, writes: 0, noted: 0 };
  let notes: MachineNotes = { probe: undefined, speeds: emptyBook, gpus: [] };
  const speeds = new SpeedNotes({
    run: () => desk.run,
    notebook: {
      update: async (change) => {
        notes = change(notes);
        desk.writes += 1;
      },
    },
    machine: async () => 'this machine',
    now: () => desk.now,
    today: () => 1,
    noted: () => (desk.noted += 1),
  });
  const recall = (name: string) => recallSpeed(notes.speeds, name, 'this machine');
  return { desk, speeds, recall };
}

test('a model that has not shown its speed leaves no note', async () => {
  const { desk, speeds } = setUp();
  speeds.notice();
  await speeds.finish();
  expect(desk.writes).toBe(0);
});

test('a model that has is noted once, and again after a while', async () => {
  const { desk, speeds, recall } = setUp();
  desk.run = small;
  for (let request = 0; request < 20; request += 1) speeds.notice();
  await quiet();
  expect(desk).toMatchObject({ writes: 1, noted: 1 });
  expect(recall('small.gguf:7')).toMatchObject({ ...speed, place: 'cpu' });
  desk.now += 10 * 60_000;
  desk.run = { ...small, speed: { ...speed, decodeTokensPerSecond: 60 } };
  speeds.notice();
  await quiet();
  expect(recall('small.gguf:7')).toMatchObject({ decodeTokensPerSecond: 60 });
});

test('each model has a note of its own, and the end of a session is not lost', async () => {
  const { desk, speeds, recall } = setUp();
  desk.run = small;
  speeds.notice();
  await quiet();
  desk.run = { ...small, file: '/models/other.gguf' };
  speeds.notice();
  await quiet();
  desk.run = { ...desk.run, speed: { ...speed, decodeTokensPerSecond: 50 } };
  await speeds.finish();
  expect(recall('small.gguf:7')).toMatchObject(speed);
  expect(recall('other.gguf:7')).toMatchObject({ decodeTokensPerSecond: 50 });
});
