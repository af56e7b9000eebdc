import { documentSnapshot } from '../../src/extension/documentSnapshot';
import { FakeDocument, Position } from '../fakes/vscode';
import type { GeneratedFile } from './generatedFile';
import type { Probe } from './interleave';
import { timeSync } from './timing';

/** The one copy of the text, for both line ends. The editor joins its lines anew after each change. */
export function snapshotProbes(file: GeneratedFile, where: string): readonly Probe[] {
  return (['\n', '\r\n'] as const).map((lineEnd) => {
    const document = new EditedDocument(file, lineEnd);
    const before = file.text.slice(0, file.offset).split('\n');
    const position = new Position(before.length - 1, before.at(-1)?.length ?? 0);
    return {
      name: `stage/snapshot ${lineEnd === '\n' ? 'LF' : 'CRLF'}/${where}`,
      sample: () => timeSync(() => documentSnapshot(document as never, position as never)),
    };
  });
}

/** Keeps lines and makes text of them on demand, as the extension host does; offsets are summed up beforehand there too. */
class EditedDocument extends FakeDocument {
  readonly #lines: readonly string[];
  readonly #starts: readonly number[];
  readonly #lineEnd: '\n' | '\r\n';

  constructor({ uri, text }: GeneratedFile, lineEnd: '\n' | '\r\n') {
    super(uri, lineEnd);
    this.#lineEnd = lineEnd;
    this.#lines = text.split('\n');
    let start = 0;
    this.#starts = this.#lines.map((line) => {
      start += line.length + lineEnd.length;
      return start - line.length - lineEnd.length;
    });
  }

  override getText(): string {
    return this.#lines.join(this.#lineEnd);
  }

  override offsetAt({ line, character }: Position): number {
    return (this.#starts[line] ?? 0) + character;
  }
}
