import { isMinified } from '../completion/secrets';
import type { CorpusFile } from './hole';

/** Nobody completes longer files in one sitting, and shorter ones say nothing. In code units. */
const longestFile = 120_000;
const shortestFile = 300;

/** Whether a file is code that somebody writes. */
export function isWorthAsking({ path, text }: CorpusFile): boolean {
  const isGenerated = /\.d\.[cm]?ts$|\.min\.|\.lock$/.test(path);
  return !isGenerated && text.length >= shortestFile && text.length <= longestFile && !isMinified(text);
}
