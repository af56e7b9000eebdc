/** A small seeded generator of numbers in [0, 1): Mulberry32, a public-domain algorithm by Tommy Ettinger. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const inserted = ['a', ' ', '\n', '  ', '(', ')', '{', '}', '"', "'", '`', '/', '*', '#', ';', ':', '1', 'é', '😀', '𝒜', 'if', '\n\n'];

/** The text with one typed, deleted, replaced or moved stretch, never half of a surrogate pair. */
export function randomEdit(text: string, random: () => number): string {
  const characters = [...text];
  const at = Math.floor(random() * (characters.length + 1));
  const length = random() < 0.5 ? 0 : Math.floor(random() * random() * 40);
  const typed = random() < 0.2 ? characters.slice(at, at + length).join('') : pick(inserted, random);
  const isPlain = random() < 0.7;
  return [...characters.slice(0, at), isPlain ? typed : '', ...characters.slice(at + length)].join('');
}

function pick(from: readonly string[], random: () => number): string {
  return from[Math.floor(random() * from.length)] ?? '';
}
