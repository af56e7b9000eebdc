import { describe, expect, test } from 'vitest';

import { analogies, type Analogy } from '../../../src/completion/memory/analogies';
import { TokenLines } from '../../../src/completion/memory/tokenLines';

/** What the lines near the █ go on with. */
function found(drawing: string): readonly Analogy[] {
  const offset = drawing.indexOf('█');
  return analogies(drawing.replace('█', ''), offset, new TokenLines());
}

const texts = (drawing: string): readonly string[] => found(drawing).map(({ text }) => text);

describe('what a line nearby goes on with', () => {
  test('has the names of the line with the cursor', () => {
    expect(texts('send(letter, letter.size);\nsend(parcel, █')).toEqual(['parcel.size);']);
  });

  test('has those of the lines above it', () => {
    expect(texts('if (isOpen(door)) {\n  close(door);\n}\nif (isOpen(gate)) {\n  █\n}')).toContain(
      'close(gate);',
    );
  });

  test('counts below the cursor too', () => {
    expect(texts('send(parcel, █\nsend(letter, letter.size);')).toEqual(['parcel.size);']);
  });

  test('is not that the line ends behind a dot, as one does that is being written', () => {
    expect(texts('send(letter,\nsend(parcel,█')).toEqual(['']);
    expect(texts('send(letter.\nsend(parcel.█')).toEqual([]);
  });

  test('goes on with the word that is being written', () => {
    expect(texts('send(letter, letter.size);\nsend(parcel, par█')).toEqual(['cel.size);']);
  });

  test('or takes that word for another name that is known', () => {
    expect(texts('send(letter, letter.size);\nopen(parcel);\nsend(parcel█')).toEqual([
      ', parcel.size);',
      ');',
    ]);
    expect(texts('send(letter, letter.size);\nsend(par█')).toEqual([]);
  });

  test('ends with what stands behind the cursor', () => {
    expect(texts('let a = read(a1) + 1;\nlet b = █ + 1;')).toEqual(['read(b1)']);
    expect(texts('let a = read(a1) + 1;\nlet b = █ + 2;')).toEqual([]);
  });

  test('is replaced with closers that the editor has put there', () => {
    expect(texts('send(letter, letter.size);\nsend(parcel, █)')).toEqual(['parcel.size);']);
  });

  test('is nothing more where that line ends', () => {
    expect(texts('stop(a);\nstop(b);█')).toEqual(['']);
  });

  test('has no names of a line above that is not alike after all', () => {
    const lines = 'let door = close(door, door);\nsend(door);\nlet gate = close(gate, wall);\nsend(█';
    expect(texts(lines)).toContain('door);');
    expect(texts(lines)).not.toContain('gate);');
  });

  test('is nothing where a keyword or a sign differs', () => {
    expect(texts('let a = read(x);\nconst b = █')).toEqual([]);
    expect(texts('a.b(read);\na-b(█')).toEqual([]);
  });

  test('is nothing where a name would stand for two', () => {
    expect(texts('add(one, one, 1);\nadd(two, three, █')).toEqual([]);
  });

  test('is not the next line once more', () => {
    expect(texts('open(a);\nread(a);\nopen(b);\n█\nread(b);')).not.toContain('read(b);');
  });

  test('is looked for among the nearest lines only', () => {
    const far = Array.from({ length: 150 }, () => 'if (x) return;').join('\n');
    expect(texts(`send(letter, letter.size);\n${far}\nsend(parcel, █`)).toEqual([]);
    expect(texts(`send(letter, letter.size);\n${far.slice(15)}\nsend(parcel, █`)).toEqual(['parcel.size);']);
  });
});

describe('how much speaks for it', () => {
  test('two for a word, one for a sign and a blank, and the lines above as far as they are alike', () => {
    const [analogy] = found('open(a);\nsend(a, a.size);\nstop();\nopen(b);\nsend(b, █');
    expect(analogy).toMatchObject({ equal: 5, above: 5, lines: 1, distance: 3, below: false });
  });

  test('the names that were put in the place of others', () => {
    expect(found('send(letter, letter.size);\nsend(parcel, █')[0]?.renamed).toEqual(['parcel']);
    expect(found('send(letter, 1);\nsend(parcel, █')[0]?.renamed).toEqual([]);
  });

  test('the line below', () => {
    expect(found('send(a, a.size);\nstop(a);\nsend(b, █\nstop(b);\n')[0]?.below).toBe(true);
    expect(found('send(a, a.size);\nstop(a);\nsend(b, █\nstop(c);\n')[0]?.below).toBe(false);
  });

  test('no line above that stands deeper or less deep', () => {
    expect(found('open(a);\nsend(a, a.size);\nstop();\n  open(b);\nsend(b, █')[0]?.lines).toBe(0);
  });
});
