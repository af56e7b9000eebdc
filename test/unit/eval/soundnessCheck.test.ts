import { afterAll, expect, test } from 'vitest';

import { SoundnessCheck } from '../../../src/lab/soundnessCheck';
import { grammars } from '../engine/stage';
import { atDrawing } from '../marks';

const check = new SoundnessCheck(grammars);
afterAll(() => {
  check.dispose();
});

const breaks = (drawing: string, text: string, languageId = 'typescript', replace = 0) =>
  check.breaks({ text, replace }, atDrawing(drawing, { languageId }));

test('what adds a syntax error to a document breaks it, also to one that has others', async () => {
  expect(await breaks('if (█) {\n}\n', 'the user has')).toBe(true);
  expect(await breaks('const = ;\nif (█) {\n}\n', 'the user has')).toBe(true);
  expect(await breaks('f(█);\n', 'a)')).toBe(true);
});

test('code that is half written, or wrong elsewhere, is not broken by what goes on with it', async () => {
  expect(await breaks('if (█', 'isReady')).toBe(false);
  expect(await breaks('const = ;\nif (█) {\n}\n', 'isReady')).toBe(false);
  expect(await breaks('f(█)', 'a);', 'typescript', 1)).toBe(false);
});

test('an open bracket hides a closer too many below, which is not the fault of a text that closes the bracket', async () => {
  const drawing = 'function f() {\n  if (a) {█\n  b();\n}\n}\nc d e;\n';
  expect(await breaks(drawing, '\n    g();\n  }')).toBe(false);
  expect(await breaks(drawing, '\n    the user has;\n  }')).toBe(true);
  expect(await breaks(drawing.replace('c d e;', ''), '\n    g();\n  }')).toBe(true);
});

test('of a language without a grammar nobody can tell', async () => {
  expect(await breaks('█', ')', 'plaintext')).toBeUndefined();
});
