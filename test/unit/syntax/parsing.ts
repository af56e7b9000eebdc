import type { Clock, Logger } from '../../../src/completion/ports';
import type { Snapshot } from '../../../src/completion/request';
import { SyntaxParser } from '../../../src/completion/syntax/parser';
import type { SyntaxTree } from '../../../src/completion/syntax/syntaxTree';
import { nodeGrammars } from '../../fakes/nodeGrammars';

export const never = new AbortController().signal;

/** A clock that stands still: nothing ever takes too long. */
export const stillClock: Clock = {
  now: () => 0,
  delay: async (_, signal) => {
    signal.throwIfAborted();
  },
};

/** A clock on which each look costs some milliseconds, so that time runs with the work and not with the machine. */
export function clockRunning(msPerLook: number): Clock {
  let now = 0;
  return {
    now: () => (now += msPerLook),
    delay: async (ms, signal) => {
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      now += ms;
    },
  };
}

export const silent: Logger = { trace() {}, debug() {}, info() {}, warn() {} };

export function snapshot(languageId: string, text: string, uri = `file:///sample.${languageId}`): Snapshot {
  return { uri, path: 'sample', languageId, version: 1, text };
}

const parser = new SyntaxParser(nodeGrammars(), stillClock, silent);

/** A tree of the text, parsed from scratch. */
export async function parse(languageId: string, text: string): Promise<SyntaxTree> {
  const uri = `file:///${languageId}`;
  parser.forget(uri);
  const tree = await parser.parse(snapshot(languageId, text, uri), never);
  if (!tree) throw new Error(`no tree of ${languageId}`);
  return tree;
}

/** The text and the offset of a drawing; `█` is the cursor. */
export function read(drawing: string): { readonly text: string; readonly offset: number } {
  const offset = drawing.indexOf('█');
  if (offset < 0) throw new Error('the drawing has no cursor');
  return { text: drawing.replace('█', ''), offset };
}
