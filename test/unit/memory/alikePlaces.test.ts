import { expect, test } from 'vitest';

import { alikePlaces, type AlikePlace } from '../../../src/completion/memory/alikePlaces';
import { LineShapes } from '../../../src/completion/memory/lineShapes';
import { TokenLines } from '../../../src/completion/memory/tokenLines';
import { Shelf } from '../../../src/completion/shelf/shelf';

/** The places in these documents that are like the end of the drawing; of it the last line is the cursor's. */
function found(documents: readonly string[], drawing: string, most = 100): readonly string[] {
  const shelf = new Shelf();
  const shapes = new LineShapes();
  const tokens = new TokenLines();
  for (const [index, text] of documents.entries()) {
    shelf.add({ uri: `file:///${index}`, path: `${index}`, version: 1, family: 'javascript' }, text);
    shapes.update(shelf, most);
  }
  const reader = { family: 'javascript', mayRead: () => true };
  const own = tokens.of(drawing.slice(drawing.lastIndexOf('\n') + 1));
  const likeness = {
    own,
    whole: own.tokens.length,
    above: tokens.above(drawing, drawing.length, 9),
  };
  return alikePlaces([{ shelf, reader }], shapes, tokens, likeness).map(drawn);
}

function drawn({ lines, index }: AlikePlace): string {
  return lines.map(({ text }, at) => (at === index ? `>${text}` : text)).join(' ');
}

test('a place is where a line of the same shape stands above, and the line begins alike', () => {
  const document = 'let one = 1;\nsend(one);\nlet two = 2;\nsend[two];\nvar three = 3;\nsend(three);';
  expect(found([document], 'let gate = 7;\nsend(')).toEqual(['let one = 1; >send(one); let two = 2;']);
});

test('a blank line has to stand under two', () => {
  expect(found(['open(a);\nclose(a);'], 'open(b);\n')).toEqual([]);
  expect(found(['let c = 1;\nopen(a);\nclose(a);'], 'let d = 1;\nopen(b);\n')).toEqual([
    'let c = 1; open(a); >close(a);',
  ]);
});

test('those under more lines that are alike come first, then those learned last', () => {
  const documents = ['if (b) {\nf(b);', 'if (a) {\nf(a);', 'let x = 1;\nif (x) {\nf(x);'];
  expect(found(documents, 'let y = 1;\nif (y) {\nf(')).toEqual([
    'let x = 1; if (x) { >f(x);',
    'if (a) { >f(a);',
    'if (b) { >f(b);',
  ]);
});

test('a document’s end and beginning are no lines of the next one', () => {
  expect(found(['open(a);', 'close(a);'], 'open(b);\nclose(')).toEqual([]);
  expect(found(['let x = 1;', 'open(a);\nclose(a);'], 'let y = 1;\nopen(b);\nclose(')).toEqual([
    'open(a); >close(a);',
  ]);
});

test('lines whose shape has not been looked at wait for the next lesson', () => {
  expect(found(['let one = 1;\nopen(a);\nclose(a);'], 'open(b);\nclose(', 1)).toEqual([]);
  expect(found(['let one = 1;\nopen(a);\nclose(a);', '', ''], 'open(b);\nclose(', 1)).toEqual([
    'open(a); >close(a);',
  ]);
});
