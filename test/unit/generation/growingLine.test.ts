import { describe, expect, test } from 'vitest';

import { stopAt } from '../../../src/completion/generation/stopRules';
import type { At } from '../../../src/completion/request';
import { atDrawing } from '../marks';

/** `kept` is what a rule leaves of `generated`; `rule` is its name. */
function check(
  source: string,
  generated: string,
  kept: string,
  rule: string,
  options: Partial<At> = {},
): void {
  const cut = stopAt(generated, atDrawing(source, { shape: 'block', ...options }));
  expect({ kept: cut && generated.slice(0, cut.length), rule: cut?.rule }).toEqual({ kept, rule });
}

const line: Partial<At> = { shape: 'line' };
const python: Partial<At> = { languageId: 'python' };

describe('a line that may grow', () => {
  const growing = (source: string, options: Partial<At> = {}): Partial<At> => ({
    ...line,
    ...options,
    asBlock: atDrawing(source, { shape: 'block', ...options }),
  });
  test('becomes the block that it opens, and ends where the block does', () => {
    check('if (█', 'a) {\n    b();\n}\nc();\n', 'a) {\n    b();\n}', 'block-end', growing('if (█'));
    check('if █', 'a:\n    b()\nc()\n', 'a:\n    b()', 'block-end', growing('if █', python));
  });
  test('stays a line when it opens none', () => {
    check('x = █', 'a;\n    b();\n', 'a;', 'line-end', growing('x = █'));
    check('const x = █', '`${\n    b', '`${', 'line-end', growing('const x = █'));
  });
  test('stays a line where it may not grow', () => {
    check('if (█', 'a) {\n    b();\n}\n', 'a) {', 'line-end', line);
  });
});
