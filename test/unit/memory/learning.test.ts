import { describe, expect, test } from 'vitest';

import { ProjectMemory } from '../../../src/completion/memory/projectMemory';
import { learn, memoryOf, propose, recall } from './recall';

describe('secrets', () => {
  const line = 'const answer = "forty-two";\n';

  test.each(['.env', 'deploy/server.pem', 'id_rsa', 'secrets.yaml'])('are not learned from %s', (path) => {
    const memory = new ProjectMemory();
    let reads = 0;
    memory.learn({
      uri: `file:///${path}`,
      path,
      version: 1,
      languageId: 'typescript',
      read: () => {
        reads += 1;
        return line;
      },
    });
    expect(reads).toBe(0);
    expect(propose(memory, 'const answer = █')).toBeUndefined();
  });

  test('are not what a source file is about: its code is learned', () => {
    const memory = memoryOf({ 'src/credentials.ts': line });
    expect(propose(memory, 'const answer = █')?.text).toBe('"forty-two";');
  });

  test.each([
    'connect(k, "ghp_1a2B3c4D5e6F7g8H9i0JkLmNoPqRsTuVwXyZ");',
    'connect(k, "3f786850e387550fdab836ed7e6dc881de23001b");',
    'connect(k, { password: "hunter2hunter2" });',
  ])('are not learned from code: %s', (secret) => {
    expect(recall({ 'a.ts': `${secret}\n` }, 'connect(k, █')).toBe('connect(k, █');
    expect(recall({}, `${secret}\nconnect(k, █`)).toBe(`${secret}\nconnect(k, █`);
  });

  test.each([
    'connect(k, aVeryLongIdentifierWithManyWordsInIt);',
    'connect(k, "src/components/shared/buttons/index");',
    'connect(k, { token: readToken() });',
  ])('are told from ordinary code: %s', (code) => {
    expect(recall({ 'a.ts': `${code}\n` }, 'connect(k, █')).toBe(
      `connect(k, ├${code.slice('connect(k, '.length)}┤`,
    );
  });
});

describe('learning', () => {
  test('a new version replaces the old one', () => {
    const memory = memoryOf({ 'a.ts': 'run(old);\n' });
    learn(memory, 'a.ts', 'run(fresh);\n', 2);
    expect(propose(memory, 'run(█')).toMatchObject({ text: 'fresh);', places: 1 });
  });

  test('a line that is half written in another file does not end those that are like it', () => {
    const done = (tool: string): string =>
      `open(${tool});\nreport(${tool}.polish('${tool}'));\nshut(${tool});\n`;
    const drawing = `${done('saw')}${done('saw')}open(saw);\nreport(saw.█`;
    const half = `${done('file')}${done('file')}open(file);\nreport(file.\n}\n`;
    const expected = "polish('saw'));";
    expect(propose(memoryOf({}), drawing)?.text).toBe(expected);
    expect(propose(memoryOf({ 'b.ts': half }), drawing)?.text).toBe(expected);
  });

  test('a known version is not read again', () => {
    const memory = memoryOf({ 'a.ts': 'run(old);\n' });
    learn(memory, 'a.ts', 'run(unread);\n', 1);
    expect(propose(memory, 'run(█')?.text).toBe('old);');
  });

  test('a forgotten file is not proposed from', () => {
    const memory = memoryOf({ 'a.ts': 'run(away);\n', 'b.ts': 'stay();\n' });
    memory.forget('file:///a.ts');
    expect(propose(memory, 'run(█')).toBeUndefined();
    expect(propose(memory, 'st█')?.text).toBe('ay();');
  });

  test('many versions of one file take no more room than a few', () => {
    const memory = new ProjectMemory();
    const text = Array.from({ length: 3000 }, (_, index) => `line${index}(${index});`).join('\n');
    for (let version = 1; version <= 20; version += 1) learn(memory, 'a.ts', text, version);
    const bytes = memory.bytes;
    for (let version = 21; version <= 100; version += 1) learn(memory, 'a.ts', text, version);
    expect(memory.bytes).toBe(bytes);
    expect(propose(memory, 'line7(█')?.text).toBe('7);');
  });

  test('the oldest files go when the memory is full', () => {
    const memory = new ProjectMemory({ mostBytes: 1_000_000 });
    for (let file = 0; file < 60; file += 1) {
      const lines = Array.from({ length: 1000 }, (_, index) => `call${file}x${index}(${file * index});`);
      learn(memory, `f${file}.ts`, lines.join('\n'));
      expect(memory.bytes).toBeLessThan(1_400_000);
    }
    expect(propose(memory, 'call59x10(█')?.text).toBe('590);');
    expect(propose(memory, 'call0x10(█')).toBeUndefined();
  });

  test('a line takes less than 64 bytes, its text included', () => {
    const memory = new ProjectMemory();
    const words = ['order', 'customer', 'price', 'total', 'shop', 'find', 'read', 'send'];
    let lines = 0;
    for (let file = 0; file < 100; file += 1) {
      const text = Array.from({ length: 500 }, (_, index) => {
        const [a, b, c] = [index, index * 7 + file, index * 3 + file * 5].map(
          (at) => words[at % words.length],
        );
        return index % 5 === 0 ? '  }' : `    const ${a}${index} = await ${b}.${c}(${index});`;
      }).join('\n');
      learn(memory, `f${file}.ts`, text);
      lines += 500;
    }
    expect(memory.bytes / lines).toBeLessThan(64);
  });
});

describe('what was seen and typed over', () => {
  const files = { 'a.ts': 'const total = sumOf(lines);\n' };
  const drawing = 'open();\nconst total = █';
  const refused = { uri: 'file:///current.ts', before: 'open();', line: 'const total = sumOf(lines);' };

  test('is proposed with little confidence at the same place, whatever of it is typed again', () => {
    const memory = memoryOf(files);
    const sure = propose(memory, drawing)?.confidence ?? 0;
    memory.noteVerdict('rejected', refused);
    expect(propose(memory, drawing)?.confidence).toBeLessThan(sure / 5);
    expect(propose(memory, 'open();\nconst total = sum█')?.confidence).toBeLessThan(0.1);
    // Lines above move it, and the editor may have closed a bracket.
    expect(propose(memory, 'first();\n\nopen();\n\n  const total = sumOf(█)')?.confidence).toBeLessThan(0.1);
  });

  test('gives way to what else was written after the same words', () => {
    const memory = memoryOf({
      ...files,
      'b.ts': 'const total = sumOf(lines);\n',
      'c.ts': 'const total = 0;\n',
    });
    expect(propose(memory, drawing)?.text).toBe('sumOf(lines);');
    memory.noteVerdict('rejected', refused);
    expect(propose(memory, drawing)?.text).toBe('0;');
  });

  test.each([
    ['in another file', drawing, 'other.ts'],
    ['at another place', 'close();\nconst total = █', 'current.ts'],
  ])('is as likely as before %s', (_, elsewhere, path) => {
    const memory = memoryOf(files);
    const before = propose(memory, elsewhere, path);
    memory.noteVerdict('rejected', refused);
    expect(propose(memory, elsewhere, path)).toEqual(before);
  });

  test('is forgiven when it is accepted after all', () => {
    const memory = memoryOf(files);
    const before = propose(memory, drawing);
    memory.noteVerdict('rejected', refused);
    memory.noteVerdict('accepted', refused);
    expect(propose(memory, drawing)).toEqual(before);
  });

  test('is forgotten after two hundred others', () => {
    const memory = memoryOf(files);
    const before = propose(memory, drawing);
    memory.noteVerdict('rejected', refused);
    for (let other = 0; other < 200; other += 1) {
      memory.noteVerdict('rejected', { ...refused, line: `other${other}` });
    }
    expect(propose(memory, drawing)).toEqual(before);
  });
});
