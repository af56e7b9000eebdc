import type { ShelfData } from '../ports';
import { decode } from '../shelf/bytes';
import { SealedShelf } from '../shelf/sealedShelf';
import type { Page } from '../shelf/shelfView';

/** A line of a file of the project. */
export interface Line {
  readonly shelf: SealedShelf;
  readonly page: Page;
  readonly entry: number;
}

/** Whose files may be read. */
export interface Reader {
  readonly family: string;
  mayRead(page: Page): boolean;
}

/** How far the chain of a common line is followed. */
const longestWalk = 16;

/** The project's files as they can be looked up: by word, and line by line. Lines have no blank ones between. */
export class ProjectView {
  readonly shelves: readonly SealedShelf[];

  constructor(shelves: readonly ShelfData[]) {
    this.shelves = shelves.map((data) => new SealedShelf(data));
  }

  /** How often the word, or several with what is between them, stands in distinct lines. */
  count(needle: Uint8Array): number {
    return this.shelves.reduce((sum, { starts }) => sum + starts.find(needle, 0, []), 0);
  }

  /** Lines in which it stands, up to `limit` of them. */
  linesWith(needle: Uint8Array, reader: Reader, limit: number): readonly Line[] {
    const lines: Line[] = [];
    for (const shelf of this.shelves) {
      const positions: number[] = [];
      shelf.starts.find(needle, limit - lines.length, positions);
      for (const position of positions) {
        let entry = shelf.newest(shelf.lines.lineAt(position));
        for (let walked = 0; entry >= 0 && walked < longestWalk && lines.length < limit; walked += 1) {
          const page = shelf.pageOf(entry);
          if (page?.family === reader.family && reader.mayRead(page)) lines.push({ shelf, page, entry });
          entry = shelf.older(entry);
        }
      }
    }
    return lines;
  }

  /** The line's text without its indentation. */
  text({ shelf, entry }: Line): string {
    const line = shelf.line(entry);
    return decode(shelf.lines.bytes, shelf.lines.start(line), shelf.lines.start(line + 1) - 1);
  }

  /** Lines of a file, from one entry to another, indented by spaces; whole lines, up to `limit` code units. */
  excerpt({ shelf, page }: Pick<Line, 'shelf' | 'page'>, from: number, to: number, limit: number): string {
    let text = '';
    for (let entry = Math.max(from, page.start); entry < Math.min(to, page.end); entry += 1) {
      const line = `${' '.repeat(shelf.indent(entry))}${this.text({ shelf, page, entry })}\n`;
      if (text.length + line.length > limit) break;
      text += line;
    }
    return text;
  }
}
