import { expect, test } from 'vitest';

import { codeLineAt } from '../../../src/completion/syntax/codeLineAt';
import { scannedUnits, surroundingsOf } from '../../../src/completion/syntax/surroundings';
import { parse } from './parsing';

const prose = `"""\n${'def of(a: it says so in prose\n'.repeat(1_000)}"""\n`;
const code = 'x = [\n    1,\n]\n'.repeat(900);

test('in a long document the first line within reach that is code', async () => {
  const text = prose + code;
  const tree = await parse('python', text);
  const offset = prose.length + 9_000;
  expect(offset - scannedUnits).toBeGreaterThan(1_000);
  expect(codeLineAt(tree, offset)).toBe(prose.length);
});

test('none in a short one', async () => {
  const tree = await parse('python', code);
  expect(codeLineAt(tree, 9_000)).toBeUndefined();
});

test('so that brackets in a long string are none', () => {
  const prefix = `${prose + code.slice(0, 9_001)}x = [█`.replace('█', '');
  const at = { prefix, suffix: '\n', languageId: 'python', indentUnit: '    ', maxLines: 9 } as const;
  const open = surroundingsOf({ ...at, shape: 'block', codeAt: prose.length }).open;
  expect(open.map(({ at: place }) => prefix.slice(place))).toEqual(['[']);
});
