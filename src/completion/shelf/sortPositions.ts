import { lineFeed } from './bytes';

/** Below this, insertion is quicker than partition. */
const smallRange = 12;

/**
 * Sorts positions by the text that begins there, up to the end of its line. Three-way radix quicksort (Bentley and
 * Sedgewick, "Fast algorithms for sorting and searching strings", 1997).
 */
export function sortPositions(positions: Int32Array, bytes: Uint8Array): void {
  sortRange(positions, bytes, 0, positions.length, 0);
}

/** Two sorted orders become one. */
export function mergeOrders(a: Int32Array, b: Int32Array, bytes: Uint8Array): Int32Array {
  const merged = new Int32Array(a.length + b.length);
  let i = 0;
  let j = 0;
  for (let write = 0; write < merged.length; write += 1) {
    const left = a[i] ?? 0;
    const right = b[j] ?? 0;
    if (j >= b.length || (i < a.length && compareLines(bytes, left, right, 0) <= 0)) {
      merged[write] = left;
      i += 1;
    } else {
      merged[write] = right;
      j += 1;
    }
  }
  return merged;
}

function sortRange(order: Int32Array, bytes: Uint8Array, from: number, to: number, atDepth: number): void {
  let low = from;
  let high = to;
  let depth = atDepth;
  while (high - low > smallRange) {
    const pivot = median(
      bytes[(order[low] ?? 0) + depth] ?? 0,
      bytes[(order[(low + high) >> 1] ?? 0) + depth] ?? 0,
      bytes[(order[high - 1] ?? 0) + depth] ?? 0,
    );
    let less = low;
    let greater = high;
    let index = low;
    while (index < greater) {
      const position = order[index] ?? 0;
      const byte = bytes[position + depth] ?? 0;
      if (byte < pivot) {
        order[index++] = order[less] ?? 0;
        order[less++] = position;
      } else if (byte > pivot) {
        order[index] = order[--greater] ?? 0;
        order[greater] = position;
      } else {
        index += 1;
      }
    }
    sortRange(order, bytes, low, less, depth);
    sortRange(order, bytes, greater, high, depth);
    if (pivot === lineFeed) return;
    low = less;
    high = greater;
    depth += 1;
  }
  insertionSort(order, bytes, low, high, depth);
}

function insertionSort(order: Int32Array, bytes: Uint8Array, low: number, high: number, depth: number): void {
  for (let index = low + 1; index < high; index += 1) {
    const position = order[index] ?? 0;
    let hole = index;
    while (hole > low && compareLines(bytes, order[hole - 1] ?? 0, position, depth) > 0) {
      order[hole] = order[hole - 1] ?? 0;
      hole -= 1;
    }
    order[hole] = position;
  }
}

/** Compares the rests of two lines, from `depth` bytes behind the two positions on. */
function compareLines(bytes: Uint8Array, a: number, b: number, depth: number): number {
  for (let offset = depth; ; offset += 1) {
    const left = bytes[a + offset] ?? 0;
    const right = bytes[b + offset] ?? 0;
    if (left !== right) return left - right;
    if (left === lineFeed) return 0;
  }
}

function median(a: number, b: number, c: number): number {
  if (a < b) return b < c ? b : Math.max(a, c);
  return a < c ? a : Math.max(b, c);
}
