import { isWordByte, lineFeed } from './bytes';
import type { LineStore } from './lineStore';
import { mergeOrders, sortPositions } from './sortPositions';

/** New lines wait until there are this many bytes of them, and are searched one by one till then. */
const fewBytes = 1 << 13;

/** As much new text is sorted in one step, in bytes. */
const mostBytes = 1 << 18;

/** Runs are merged up to this many positions: a larger merge would hold the extension host for too long. */
const longestRun = 1 << 18;

/**
 * Where in the store each word and each line begins, sorted by the text from there to the end of its line: a sparse
 * suffix array. What followed a context is one range in each run. Runs of equal size are merged, as in a binary
 * counter, so that there are few and each position is moved a few times only.
 */
export class WordStarts {
  readonly #store: LineStore;
  readonly #runs: Int32Array[] = [];
  #sortedEnd = 0;

  /** `sorted` is what `sealed` returned for the same lines. */
  constructor(store: LineStore, sorted?: Int32Array) {
    this.#store = store;
    if (!sorted) return;
    this.#runs.push(sorted);
    this.#sortedEnd = store.end;
  }

  /** All positions in one run. Takes long: nothing for a thread that has to answer. */
  sealed(): Int32Array {
    while (this.#sortedEnd < this.#store.end) this.sortNewLines();
    while (this.#runs.length > 1) {
      const byLength = this.#runs.splice(0).sort((a, b) => b.length - a.length);
      const [a, b] = [byLength.pop(), byLength.pop()];
      if (a && b) this.#runs.push(...byLength, mergeOrders(a, b, this.#store.bytes));
    }
    return this.#runs[0] ?? new Int32Array(0);
  }

  get heldBytes(): number {
    return this.#runs.reduce((sum, run) => sum + run.byteLength, 0);
  }

  /** Sorts new lines when enough of them wait, or else merges two runs. Returns whether there was work. */
  tidy(): boolean {
    if (this.#store.end - this.#sortedEnd >= fewBytes) {
      this.sortNewLines();
      return true;
    }
    const last = this.#runs.at(-1);
    const before = this.#runs.at(-2);
    if (!last || !before || before.length >= 2 * last.length || before.length + last.length > longestRun) {
      return false;
    }
    this.#runs.splice(-2, 2, mergeOrders(before, last, this.#store.bytes));
    return true;
  }

  sortNewLines(): void {
    const { bytes, end: storeEnd } = this.#store;
    const wanted = Math.min(storeEnd, this.#sortedEnd + mostBytes);
    const end = wanted === storeEnd ? wanted : this.#store.start(this.#store.lineAt(wanted - 1) + 1);
    const positions = new Int32Array(end - this.#sortedEnd);
    let count = 0;
    for (let at = this.#sortedEnd; at < end; at += 1) {
      if (bytes[at] !== lineFeed && isStart(bytes, at)) positions[count++] = at;
    }
    const run = positions.slice(0, count);
    sortPositions(run, bytes);
    this.#runs.push(run);
    this.#sortedEnd = end;
  }

  /** Whether `find` would find anything. */
  has(needle: Uint8Array): boolean {
    const { bytes } = this.#store;
    for (const run of this.#runs) {
      const low = boundary(run, bytes, needle, 0);
      if (low < run.length && compare(bytes, run[low] ?? 0, needle) === 0) return true;
    }
    return this.#findInRest(needle, 1, []) > 0;
  }

  /**
   * Up to `limit` positions at which the needle stands and a word or a line begins. `total` counts all of them.
   * The needle holds no line feed.
   */
  find(needle: Uint8Array, limit: number, into: number[]): number {
    let total = 0;
    for (let index = this.#runs.length - 1; index >= 0; index -= 1) {
      const run = this.#runs[index];
      if (run) total += this.#findInRun(run, needle, limit, into);
    }
    return total + this.#findInRest(needle, limit, into);
  }

  #findInRun(run: Int32Array, needle: Uint8Array, limit: number, into: number[]): number {
    const { bytes } = this.#store;
    const low = boundary(run, bytes, needle, 0);
    if (low === run.length || compare(bytes, run[low] ?? 0, needle) !== 0) return 0;
    const high = boundary(run, bytes, needle, 1);
    const step = Math.max(1, (high - low) / Math.max(1, limit - into.length));
    for (let index = low; index < high && into.length < limit; index += step) into.push(run[index | 0] ?? 0);
    return high - low;
  }

  #findInRest(needle: Uint8Array, limit: number, into: number[]): number {
    const { bytes, end } = this.#store;
    const first = needle[0] ?? 0;
    let total = 0;
    for (let at = this.#sortedEnd; at < end; at += 1) {
      if (bytes[at] !== first || !isStart(bytes, at) || compare(bytes, at, needle) !== 0) continue;
      if (into.length < limit) into.push(at);
      total += 1;
    }
    return total;
  }
}

function isStart(bytes: Uint8Array, at: number): boolean {
  const before = at === 0 ? lineFeed : (bytes[at - 1] ?? lineFeed);
  return before === lineFeed || (isWordByte(bytes[at] ?? 0) && !isWordByte(before));
}

/** The first index whose text compares to the needle as more than `less` does: 0 for the range's start, 1 for its end. */
function boundary(run: Int32Array, bytes: Uint8Array, needle: Uint8Array, less: 0 | 1): number {
  let low = 0;
  let high = run.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(bytes, run[middle] ?? 0, needle) < less) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** 0 when the text at the position begins with the needle, else which of the two comes first. */
function compare(bytes: Uint8Array, position: number, needle: Uint8Array): number {
  for (let index = 0; index < needle.length; index += 1) {
    const difference = (bytes[position + index] ?? 0) - (needle[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
