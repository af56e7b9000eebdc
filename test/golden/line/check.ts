import { afterAll, expect } from 'vitest';

import type { CompletionRequest, CompletionSettings } from '../../../src/completion/request';
import { Stage } from '../../unit/engine/stage';
import { draw, parseDrawing } from '../../unit/marks';

export type Check = (
  document: string,
  written: string,
  drawing: string,
  request?: Partial<CompletionRequest>,
  settings?: Partial<CompletionSettings>,
  then?: readonly { readonly document: string; readonly shown: string }[],
) => Promise<void>;

/**
 * Cases of one language, through the whole line: what is shown at the █ of a document when the model writes `written`
 * there. `drawing` is the document with the completion in it.
 */
export function checkIn(languageId: string, indentUnit: string): Check {
  const stage = new Stage();
  let count = 0;
  afterAll(() => stage.engine.dispose());
  return async (document, written, drawing, request = {}, settings = {}, then = []) => {
    count += 1;
    stage.write(written);
    const options = {
      snapshot: { uri: `file:///${count}`, path: `src/sample`, languageId },
      request: { indentUnit, ...request },
      settings,
    };
    const completion = await stage.complete(document, options);
    expect(draw(parseDrawing(document), completion)).toBe(drawing);
    for (const next of then) {
      stage.write('something_else');
      const other = await stage.complete(next.document, options);
      expect(draw(parseDrawing(next.document), other)).toBe(next.shown);
    }
  };
}
