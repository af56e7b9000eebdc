import type { LlamaEngine, Prediction, Sequence } from '../../../src/model/llamaEngine';

/** So much of the text before a place finds it in the file; more where the prompt has it. In tokens and code units. */
const tail = { tokens: 60, most: 120, least: 40 };
/** What a model gives to a token that it knows; over the twelve tokens of a line they make 0.7. */
const sureness = 0.97;

/**
 * The same engine with a better model: it knows so many of a hundred lines of the file by heart, always the same ones,
 * and writes the others as its own model does. It stands for the larger models that can't be tried here.
 */
export function knowingEngine(engine: LlamaEngine, file: string, percent: number, seed: number): LlamaEngine {
  const bytes = engine.tokenBytes();
  /** What follows in the file, when the text before is in it and the line is one of those that are known. */
  const following = (context: readonly number[]): string => {
    const before = engine.detokenize(context.slice(-tail.tokens), []);
    const end = placeOf(file, before);
    if (end === undefined || !isKnown(file, end, percent, seed)) return '';
    return file.slice(end, end + tail.least);
  };
  const known = (context: readonly number[], allowed: readonly number[] | undefined): number | undefined => {
    const text = following(context);
    if (text === '') return undefined;
    if (!allowed) return engine.tokenize(text)[0];
    const starts = allowed.filter((token) => text.startsWith(bytes[token] ?? '\0'));
    return starts.toSorted((a, b) => (bytes[b]?.length ?? 0) - (bytes[a]?.length ?? 0))[0];
  };
  const knowing = (sequence: Sequence): Sequence => {
    let held: readonly number[] = [];
    return {
      shared: (tokens) => sequence.shared(tokens),
      keep: async (tokens) => {
        const count = await sequence.keep(tokens);
        held = tokens.slice(0, count);
        return count;
      },
      read: async (tokens) => {
        await sequence.read(tokens);
        held = [...held, ...tokens];
      },
      predict: async (before, tokens, allowed) => {
        const own = await sequence.predict(before, tokens, allowed);
        const context = [...held, ...before];
        held = [...context, ...tokens];
        return own.map((prediction, index) => {
          const token = known([...context, ...tokens.slice(0, index + 1)], allowed[index]);
          return token === undefined ? prediction : sure(token, prediction);
        });
      },
      clear: async () => {
        await sequence.clear();
        held = [];
      },
    };
  };
  return { ...engine, sequences: engine.sequences.map(knowing) };
}

function sure(token: number, own: Prediction): Prediction {
  const probability = sureness;
  const others = () => own.ranking().filter((other) => other.token !== token);
  return { token, probability, ranking: () => [{ token, probability }, ...others()] };
}

/** Where in the file such a text ends; undefined where it is not there, or where a short one is there twice. */
function placeOf(file: string, text: string): number | undefined {
  for (const length of [tail.most, tail.least]) {
    const end = text.slice(-length);
    const at = file.indexOf(end);
    if (at >= 0 && end.length >= tail.least && file.indexOf(end, at + 1) < 0) return at + end.length;
  }
  return undefined;
}

function isKnown(file: string, offset: number, percent: number, seed: number): boolean {
  const line = file.slice(0, offset).split('\n').length;
  // Knuth's multiplicative hash: neighbouring lines get unlike numbers.
  const hash = Math.imul(line * 31 + seed, 2_654_435_761) >>> 0;
  return hash % 100 < percent;
}
