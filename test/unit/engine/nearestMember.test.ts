import { afterEach, describe, expect, test } from 'vitest';

import { Server } from './memberServer';
import { Stage } from './stage';

let stage: Stage;
afterEach(() => stage.engine.dispose());

async function shown(drawing: string, script: string, server: Server) {
  stage = new Stage(script);
  stage.members = server;
  return (await stage.complete(drawing))?.text;
}

describe('the known name that was meant takes the place of an unknown one', () => {
  const server = new Server('getLength', 'userName', 'push');

  test.each([
    ['items.█', 'getLenght();', 'getLength();'],
    ['items.█', 'user_name.trim();', 'userName.trim();'],
    ['items.get█', 'Lenght();', 'Length();'],
    ['items.pus█', 'hh(a);', 'h(a);'],
  ])('%s %s', async (drawing, script, text) => {
    expect(await shown(drawing, script, server)).toBe(text);
    expect(stage.reasons()).toEqual(['model']);
  });

  test('but not what stands before the cursor', async () => {
    expect(await shown('items.getLengh█', 't();', server)).toBeUndefined();
    expect(await shown('items.push█', 'y();', server)).toBeUndefined();
  });

  test('and is typed through', async () => {
    await shown('items.█', 'getLenght();', server);
    expect((await stage.complete('items.getLeng█'))?.text).toBe('th();');
  });

  test('a model that is not sure of it is not surer of the other', async () => {
    const unsure = { text: 'getLenght();', logProbability: -1 };
    stage = new Stage(unsure);
    stage.members = server;
    expect(await stage.complete('items.█')).toBeUndefined();
    expect(stage.reasons()).toEqual(['unsure']);
  });
});

describe('what was shown before the list came', () => {
  /** Shown while nobody knew; then the server answers. */
  async function shownEarly(...names: readonly string[]): Promise<void> {
    const server = new Server();
    server.names = undefined;
    expect(await shown('items.█', 'pushAll(other);', server)).toBe('pushAll(other);');
    server.names = names;
    server.known = () => new Set(names);
  }

  test('is not offered again when it is unknown', async () => {
    await shownEarly('push');
    expect(await stage.complete('items.p█')).toBeUndefined();
    expect(stage.reasons().at(-1)).toBe('unknown-member');
  });

  test('is kept when it is known, and when the name is written', async () => {
    await shownEarly('pushAll');
    expect(await stage.complete('items.p█')).toMatchObject({ text: 'ushAll(other);', source: 'cache' });
    await shownEarly('push');
    const later = await stage.complete('items.pushAll(█');
    expect(later).toMatchObject({ text: 'other);', source: 'cache' });
  });

  test('is kept where members are not checked', async () => {
    await shownEarly('push');
    const unchecked = { settings: { checkMembers: false } };
    expect(await stage.complete('items.p█', unchecked)).toMatchObject({ source: 'cache' });
  });
});
