import { expect } from 'vitest';

import { polish } from '../../../src/completion/polish/polish';
import type { At } from '../../../src/completion/request';
import { atDrawing, draw } from '../marks';

/** What polish makes of `raw` at the cursor of `source`, as a drawing; and that it leaves its own work alone. */
export function check(source: string, raw: string, drawing: string, options: Partial<At> = {}): void {
  const at = atDrawing(source, options);
  const polished = polish(raw, at);
  expect(draw(at, polished)).toBe(drawing);
  const again = polish(polished.text, at);
  expect({ text: again.text, replace: again.replace }).toEqual({
    text: polished.text,
    replace: polished.replace,
  });
}

export const block: Partial<At> = { shape: 'block' };
export const python: Partial<At> = { shape: 'block', languageId: 'python' };
export const go: Partial<At> = { shape: 'block', languageId: 'go', indentUnit: '\t' };
