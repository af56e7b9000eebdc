/** Distinct words of a text, as sorted hashes: small, and quick to compare. */
export type Words = Int32Array;

const identifier = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** Words that any two files of some language share; they say nothing about what a file is about. */
const commonWords = new Set(
  `abstract any as assert async await bool boolean break byte case catch char class const constexpr continue def default
  defer delete do double elif else end enum except export extends extern false final finally float fn for foreach from
  func function go if impl implements import in include inline instanceof int interface internal is lambda let long
  match mod module mut namespace new nil none None not null number object of operator or override package pass private
  protected pub public raise range readonly ref require return self Self short signed sizeof static str string String
  struct super switch template this throw throws trait true True False try type typedef typeof typename undefined
  unknown unsafe unsigned use using val value var virtual void volatile where while with yield`.split(/\s+/),
);

/** The words in the text that say something: no keywords, and no single letters, which are everywhere. */
export function wordsOf(text: string): Words {
  const hashes = new Set<number>();
  for (const [word] of text.matchAll(identifier)) {
    if (word.length > 1 && !commonWords.has(word)) hashes.add(hashOf(word));
  }
  return Int32Array.from(hashes).sort();
}

/** Jaccard similarity, 0 to 1: the words that both have over the words that either has. */
export function similarity(a: Words, b: Words): number {
  let common = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const left = a[i] ?? 0;
    const right = b[j] ?? 0;
    if (left === right) common += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
  }
  const union = a.length + b.length - common;
  return union === 0 ? 0 : common / union;
}

function hashOf(word: string): number {
  let hash = 0;
  for (let index = 0; index < word.length; index += 1)
    hash = (Math.imul(hash, 31) + word.charCodeAt(index)) | 0;
  return hash;
}
