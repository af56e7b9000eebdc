import { commonWords } from '../syntax/commonWords';

/** Distinct words of a text, as sorted hashes: small, and quick to compare. */
export type Words = Int32Array;

const identifier = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

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
