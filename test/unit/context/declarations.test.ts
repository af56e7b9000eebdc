import { describe, expect, test } from 'vitest';

import { declarations } from '../../../src/completion/context/declarations';
import { ProjectView } from '../../../src/completion/context/projectView';
import { languageFamily } from '../../../src/completion/syntax/languageFamily';
import { projectOf } from '../../fakes/projectOf';

function declared(languageId: string, files: Readonly<Record<string, string>>, before: string) {
  const reader = { family: languageFamily(languageId), mayRead: () => true };
  return declarations(new ProjectView(projectOf(files).shelves()), before, languageId, reader);
}

const texts = (...given: Parameters<typeof declared>): readonly string[] =>
  declared(...given).map(({ text }) => text);

describe('what the names above the cursor mean', () => {
  test.each([
    ['typescript', 'rates.ts', 'export interface Rate {\n  perYear: number;\n}\n', 'const rate: Rate = '],
    ['javascript', 'sum.js', 'export async function sumOf(lines) {\n  return 0;\n}\n', 'sumOf('],
    ['python', 'rates.py', 'class Rate:\n    per_year: float\n', 'rate = Rate('],
    ['go', 'rates.go', 'func (r *Rate) PerYear() float64 {\n\treturn r.year\n}\n', 'x := rate.PerYear('],
    ['rust', 'rates.rs', 'pub struct Rate {\n    per_year: f64,\n}\n', 'let rate = Rate {'],
    ['java', 'Rate.java', 'class A {\n  double perYear(Rate rate) {\n    return 1;\n  }\n}\n', 'a.perYear('],
    ['cpp', 'rates.h', 'double per_year(const Rate &rate);\n', 'auto x = per_year('],
    ['csharp', 'Rate.cs', 'public record Rate(double PerYear);\n', 'var rate = new Rate('],
    ['php', 'rates.php', '<?php\nfunction per_year($rate) {\n}\n', '$x = per_year('],
    ['ruby', 'rates.rb', 'def per_year(rate)\n  rate.year\nend\n', 'x = per_year('],
  ])('%s', (languageId, path, text, before) => {
    const [first] = declared(languageId, { [path]: text }, before);
    const header =
      text
        .split('\n')
        .find((line) => /per|Rate|sumOf/.test(line))
        ?.trim() ?? '?';
    expect(first).toMatchObject({ path, collector: 'declarations', languageId });
    expect(first?.text.trimStart().startsWith(header)).toBe(true);
  });

  test('a header, and of what stands deeper only the first lines', () => {
    const members = Array.from({ length: 20 }, (_, index) => `  field${index}: string;\n`);
    const [text] = texts('typescript', { 'a.ts': `class Wide {\n${members.join('')}}\n` }, 'new Wide(');
    expect(text).toBe(`class Wide {\n${members.slice(0, 5).join('')}`);
  });

  test('neighbours of the declaration are not part of it', () => {
    const file = 'const one = 1;\nfunction two() {\n  return one;\n}\nconst three = 3;\n';
    expect(texts('typescript', { 'a.ts': file }, 'two(')).toEqual(['function two() {\n  return one;\n']);
  });

  test('the nearest name comes first', () => {
    const file = 'function far() {\n}\nfunction near() {\n}\n';
    const found = declared('typescript', { 'a.ts': file }, 'far();\nnear(');
    expect(found.map(({ text }) => text)).toEqual(['function near() {\n', 'function far() {\n']);
    expect(found[0]?.score).toBeGreaterThan(found[1]?.score ?? 1);
  });

  test.each([
    ['a longer word', 'typescript', 'function printAll() {\n}\n', 'print('],
    ['a call', 'go', 'func main() {\n\tfmt.Render(x)\n\treturn Render(y)\n}\n', 'Render('],
    ['a call', 'java', 'class A {\n  void a() {\n    return render(1);\n  }\n}\n', 'render('],
    ['a declaration without a body', 'cpp', 'class Shape;\n', 'Shape '],
    ['a name that stands far above', 'typescript', 'function old() {\n}\n', `old();${'\n'.repeat(12)}`],
    ['another family of languages', 'python', '', 'Rate('],
  ])('%s is none', (_, languageId, text, before) => {
    const path = { typescript: 'a.ts', go: 'a.go', java: 'A.java', cpp: 'a.cpp' }[languageId] ?? 'a.ts';
    expect(texts(languageId, { [path]: text || 'class Rate {}\n' }, before)).toEqual([]);
  });

  test('a language whose declarations nobody has described has none', () => {
    expect(texts('lua', { 'a.lua': 'function rate()\nend\n' }, 'rate(')).toEqual([]);
  });
});
