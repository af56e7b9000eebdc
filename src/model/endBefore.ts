import type { Chunk } from '../completion/ports';

/**
 * Ends an answer before the first of the stops, whatever tokens it is written in. A chunk whose text may be the beginning
 * of one waits until the next ones tell.
 */
export async function* endBefore(
  stops: readonly string[],
  chunks: AsyncIterable<Chunk>,
): AsyncGenerator<Chunk, void> {
  let held: readonly Chunk[] = [];
  for await (const chunk of chunks) {
    held = [...held, chunk];
    const text = held.map((each) => each.text).join('');
    const end = firstOf(stops, text);
    let certain = end ?? text.length - begunLength(stops, text);
    for (const each of held) {
      if (each.text.length > certain) break;
      certain -= each.text.length;
      held = held.slice(1);
      yield each;
    }
    if (end === undefined) continue;
    const [cut] = held;
    if (cut && certain > 0) yield { ...cut, text: cut.text.slice(0, certain) };
    return;
  }
  yield* held;
}

/** Where the first stop begins. */
function firstOf(stops: readonly string[], text: string): number | undefined {
  const found = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return found.length > 0 ? Math.min(...found) : undefined;
}

/** How much of the text's end may be the beginning of a stop. */
function begunLength(stops: readonly string[], text: string): number {
  const lengths = stops.map((stop) => {
    let length = Math.min(stop.length - 1, text.length);
    while (length > 0 && !text.endsWith(stop.slice(0, length))) length -= 1;
    return length;
  });
  return Math.max(0, ...lengths);
}
