import { decode, grownNumbers } from '../shelf/bytes';
import type { ShelfView } from '../shelf/shelfView';
import { shapeOf } from './tokenLine';

/** The shape of each distinct line on the shelves: four bytes a line. */
export class LineShapes {
  readonly #shapes = new WeakMap<ShelfView, Int32Array>();
  readonly #counts = new WeakMap<ShelfView, number>();

  /** Looks at up to so many lines that are new on the shelf. */
  update(shelf: ShelfView, most: number): void {
    const { lines } = shelf;
    const count = this.#counts.get(shelf) ?? 0;
    const end = Math.min(lines.count, count + most);
    const shapes = this.#withRoom(shelf, end);
    for (let line = count; line < end; line += 1) {
      shapes[line] = shapeOf(decode(lines.bytes, lines.start(line), lines.start(line + 1) - 1));
    }
    this.#counts.set(shelf, end);
  }

  /** By the line's number, as far as the lines have been looked at. */
  of(shelf: ShelfView): Int32Array {
    return (this.#shapes.get(shelf) ?? noShapes).subarray(0, this.#counts.get(shelf) ?? 0);
  }

  #withRoom(shelf: ShelfView, length: number): Int32Array {
    const shapes = this.#shapes.get(shelf) ?? noShapes;
    if (length <= shapes.length) return shapes;
    const grown = grownNumbers(shapes, length);
    this.#shapes.set(shelf, grown);
    return grown;
  }
}

const noShapes = new Int32Array(0);
