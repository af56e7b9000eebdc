import { isSecretFile } from '../completion/secrets';
import { languageFamily } from '../completion/syntax/languageFamily';
import { codeEndings, isCodeLanguage, languageIdOf } from '../completion/syntax/languageOfPath';
import { largestFile } from './fileSource';
import type { LearnedFile } from './library';

export interface FileFacts {
  readonly uri: string;
  /** Relative to the workspace folder. */
  readonly path: string;
  readonly modifiedMs: number;
  readonly bytes: number;
}

/** What the library is told of a file; undefined for one that teaches nothing, or is nobody's business. */
export function describeFile({ uri, path, modifiedMs, bytes }: FileFacts): LearnedFile | undefined {
  if (!isWorthReading(path) || bytes > largestFile) return undefined;
  const version = Math.trunc(modifiedMs) * 1024 + (bytes % 1024);
  return { uri, path, version, family: languageFamily(languageIdOf(path)) };
}

/** Whether a path looks like code that somebody writes, and like no place for secrets. */
export function isWorthReading(path: string): boolean {
  return isCodeLanguage(languageIdOf(path)) && !isSecretFile(path) && !/\.min\.[a-z]+$/i.test(path);
}

/** A glob for all that may be worth reading. */
export function codeGlob(): string {
  const endings = codeEndings.filter((ending) => isCodeLanguage(languageIdOf(`a.${ending}`)));
  return `**/*.{${endings.join(',')}}`;
}
