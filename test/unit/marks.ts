import type { At, Snapshot } from '../../src/completion/request';

/**
 * The mark language of the tests:
 *
 *     █      the cursor                          foo(█)
 *     ├…┤    a completion where the cursor is    foo(├a, b┤)
 *     ╣      the end of the text it replaces     foo(├a, b);┤)╣
 */
export interface Drawing {
  readonly prefix: string;
  readonly suffix: string;
  /** undefined when the drawing shows a bare cursor. */
  readonly completion: { readonly text: string; readonly replace: number } | undefined;
}

export function parseDrawing(drawing: string): Drawing {
  const cursor = drawing.indexOf('█');
  if (cursor >= 0) {
    return { prefix: drawing.slice(0, cursor), suffix: drawing.slice(cursor + 1), completion: undefined };
  }
  const start = drawing.indexOf('├');
  const end = drawing.indexOf('┤');
  if (start < 0 || end < start) throw new Error(`no cursor in ${JSON.stringify(drawing)}`);
  const after = drawing.slice(end + 1);
  const replace = Math.max(0, after.indexOf('╣'));
  return {
    prefix: drawing.slice(0, start),
    suffix: after.replace('╣', ''),
    completion: { text: drawing.slice(start + 1, end), replace },
  };
}

/** A completion of '' or none at all is drawn as the bare cursor. */
export function draw(
  { prefix, suffix }: Pick<Drawing, 'prefix' | 'suffix'>,
  completion: { readonly text: string; readonly replace: number } | undefined,
): string {
  if (!completion || completion.text === '') return `${prefix}█${suffix}`;
  const { text, replace } = completion;
  const replaced = replace > 0 ? `${suffix.slice(0, replace)}╣` : '';
  return `${prefix}├${text}┤${replaced}${suffix.slice(replace)}`;
}

/** The cursor's surroundings in a drawing. TypeScript, line shape, four blanks and ten lines unless told. */
export function atDrawing(source: string, options: Partial<At> = {}): At {
  const { prefix, suffix } = parseDrawing(source);
  return {
    prefix,
    suffix,
    languageId: 'typescript',
    shape: 'line',
    indentUnit: '    ',
    maxLines: 10,
    ...options,
  };
}

/** The document of a drawing, and the cursor in it. */
export function snapshotOf(
  source: string,
  uri = 'file:///sample.ts',
): { snapshot: Snapshot; offset: number } {
  const { prefix, suffix } = parseDrawing(source);
  const snapshot = { uri, path: 'sample.ts', languageId: 'typescript', version: 1, text: prefix + suffix };
  return { snapshot, offset: prefix.length };
}
