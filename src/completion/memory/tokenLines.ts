import { lineEnd, lineStart } from '../text';
import { NameWords } from './nameWords';
import { tokenLine, type TokenLine } from './tokenLine';

/** Longer lines were not written by a person, in code units. */
const longestLine = 400;

/** A few times as many lines as one request looks at. */
const mostKept = 4_000;

/** How far lines are looked for, in code units. */
const reach = 40_000;

/** Lines as tokens, kept by their text: most of a document is the same at the next keystroke. */
export class TokenLines {
  /** What the lines' names consist of. */
  readonly nameWords = new NameWords();
  readonly #kept = new Map<string, TokenLine>();
  #above: Stretch | undefined;
  #below: Stretch | undefined;

  /** A line, or the beginning of one. */
  of(line: string): TokenLine {
    const known = this.#kept.get(line);
    if (known) return known;
    const made = tokenLine(line);
    if (this.#kept.size === mostKept) this.#kept.clear();
    this.#kept.set(line, made);
    return made;
  }

  /** The nearest lines above the cursor's that say something, topmost first. */
  above(text: string, offset: number, most: number): readonly TokenLine[] {
    const own = lineStart(text, offset);
    const known = this.#above;
    const knownAt = own - (known?.text.length ?? 0);
    if (known?.most === most && stands(known, text, knownAt) && known.isCutOff === knownAt > 0) {
      return known.lines;
    }
    const lines: TokenLine[] = [];
    let end = own - 1;
    while (end > 0 && end > own - reach && lines.length < most) {
      const start = lineStart(text, end);
      this.#collect(text, start, end, lines);
      end = start - 1;
    }
    // With the line break before it: the first line is not to be the end of a longer one.
    const from = Math.max(0, end);
    this.#above = { text: text.slice(from, own), lines: lines.reverse(), most, isCutOff: from > 0 };
    return lines;
  }

  /** The nearest lines below the cursor's that say something, topmost first. */
  below(text: string, offset: number, most: number): readonly TokenLine[] {
    const own = lineEnd(text, offset);
    const known = this.#below;
    const knownEnd = own + (known?.text.length ?? 0);
    if (known?.most === most && stands(known, text, own) && known.isCutOff === knownEnd < text.length) {
      return known.lines;
    }
    const lines: TokenLine[] = [];
    let start = own + 1;
    while (start < text.length && start < own + reach && lines.length < most) {
      const end = lineEnd(text, start);
      this.#collect(text, start, end, lines);
      start = end + 1;
    }
    this.#below = { text: text.slice(own, start), lines, most, isCutOff: start < text.length };
    return lines;
  }

  #collect(text: string, start: number, end: number, lines: TokenLine[]): void {
    if (end - start > longestLine) return;
    const line = text.slice(start, end).trimEnd();
    if (line !== '') lines.push(this.of(line));
  }
}

/** The lines to one side of the cursor's at the last question: the same ones while its own line is being written. */
interface Stretch {
  readonly text: string;
  readonly lines: readonly TokenLine[];
  readonly most: number;
  /** Whether there was more text on that side. */
  readonly isCutOff: boolean;
}

function stands(stretch: Stretch, text: string, at: number): boolean {
  return at >= 0 && text.startsWith(stretch.text, at);
}
