import { expect, test } from 'vitest';

import { withSelectedItem } from '../../../src/extension/selectedItem';

/** [ and ] stand around what the suggestion replaces, █ is the caret. */
function check(drawing: string, item: string, expected: string | undefined): void {
  const start = drawing.indexOf('[');
  const bare = drawing.replace('[', '');
  const end = bare.replace('█', '').indexOf(']');
  const offset = bare.replace(']', '').indexOf('█');
  const text = bare.replace(']', '').replace('█', '');
  const snapshot = { uri: 'file:/a.ts', path: 'a.ts', languageId: 'typescript', version: 1, text };
  const spot = withSelectedItem({ snapshot, offset }, { start, end, text: item });
  const drawn =
    spot && `${spot.snapshot.text.slice(0, spot.offset)}█${spot.snapshot.text.slice(spot.offset)}`;
  expect(drawn).toBe(expected);
}

test('the selected suggestion stands in the text, and the caret behind it', () => {
  check('items.[fo█]()', 'forEach', 'items.forEach█()');
});

test('a suggestion may replace what was typed before and what stands behind the caret', () => {
  check('items[.fo█rm]\n', '.forEach', 'items.forEach█\n');
});

test('a suggestion that does not touch the caret cannot be continued', () => {
  check('[items].fo█', 'others', undefined);
});
