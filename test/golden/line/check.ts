import { afterAll, expect } from 'vitest';

import { Stage } from '../../unit/engine/stage';
import { draw, parseDrawing } from '../../unit/marks';

export type Check = (document: string, written: string, drawing: string) => Promise<void>;

/**
 * Cases of one language, through the whole line: what is shown at the █ of a document when the model writes `written`
 * there. `drawing` is the document with the completion in it.
 */
export function checkIn(languageId: string, indentUnit: string): Check {
  const stage = new Stage();
  let count = 0;
  afterAll(() => stage.engine.dispose());
  return async (document, written, drawing) => {
    count += 1;
    stage.write(written);
    const completion = await stage.complete(document, {
      snapshot: { uri: `file:///${count}`, path: `src/sample`, languageId },
      request: { indentUnit },
    });
    expect(draw(parseDrawing(document), completion)).toBe(drawing);
  };
}
