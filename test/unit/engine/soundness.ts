import type { At, Completion } from '../../../src/completion/request';
import { languageRow } from '../../../src/completion/syntax/languages';
import { SyntaxParser } from '../../../src/completion/syntax/parser';
import { plausibleEnds } from '../../../src/completion/syntax/plausibleEnds';
import { never, silent, snapshot, stillClock } from '../syntax/parsing';
import { grammars } from './stage';

const parser = new SyntaxParser(grammars, stillClock, silent);

/**
 * Whether a completion leaves a syntax error in a document that has none, with whatever end its line may get; undefined
 * where the document has one anyway or cannot be parsed. Parses from scratch, to check what the engine does in steps.
 */
export async function breaksDocument({ text, replace }: Completion, at: At): Promise<boolean | undefined> {
  if (languageRow(at.languageId).grammar === undefined) return undefined;
  const before = await isSound('', 0, at);
  return before === true ? (await isSound(text, replace, at)) === false : undefined;
}

async function isSound(text: string, replace: number, at: At): Promise<boolean | undefined> {
  let parsed: boolean | undefined;
  for (const end of plausibleEnds(text, replace, at)) {
    const whole = at.prefix + text + end + at.suffix.slice(replace);
    const uri = `file:///sound.${at.languageId}`;
    parser.forget(uri);
    const tree = await parser.parse(snapshot(at.languageId, whole, uri), never);
    if (tree?.root) parsed = !tree.root.hasError;
    if (parsed === undefined || parsed) return parsed;
  }
  return parsed;
}
