import { byteVocabulary, controlTexts } from './byteVocabulary';
import { layerTensors, modelMetadata, ones } from './tinyModel';
import { writeGguf } from './writeGguf';
import type { Meta, Tensor } from './writeGguf';

export interface ScriptOptions {
  /** What follows what: token to token. A token that nothing follows is followed by the end. */
  readonly steps: readonly (readonly [after: Said, says: Said])[];
  readonly contextTokens?: number;
  /** Texts of the vocabulary's controls; Inkling's own when left out. */
  readonly controls?: readonly string[];
  /** What the file calls them: some are converted so that a control counts as a word of the user's. */
  readonly controlsAre?: 'control' | 'user-defined';
  readonly metadata?: Readonly<Record<string, Meta>>;
}

/** A token: a control token's text, a phrase, one ASCII character, or a byte. */
export type Said = string | number;

/**
 * A model that says exactly what the script says. Each token is a direction of its own, attention and feed-forward add
 * nothing, and the output matrix turns a direction into the next token; so the last token alone decides.
 * Texts of one byte and control tokens are what prompts consist of; longer texts are tokens that only the model writes.
 */
export function writeScriptedModel(
  file: string,
  { steps, contextTokens = 512, metadata = {}, controls: own, controlsAre = 'control' }: ScriptOptions,
): void {
  const controls = [...new Set<string>([controlTexts.end, ...(own ?? Object.values(controlTexts))])];
  const phrases = [...new Set(steps.flat())]
    .filter((said) => typeof said === 'string')
    .filter((text) => text.length > 1 && !controls.includes(text));
  const vocabulary = byteVocabulary({ controls, phrases, controlsAre });
  const size = vocabulary.tokens.length;
  const width = Math.ceil(size / 64) * 64;
  const shape = { layers: 1, width, heads: 2, hidden: 32, contextTokens };
  const zeros = (name: string, columns: number, rows: number): Tensor => ({
    name,
    dimensions: [columns, rows],
    values: new Float32Array(columns * rows),
  });
  const embedding = zeros('token_embd.weight', width, size);
  const output = zeros('output.weight', width, size);
  // The vocabulary begins with the bytes, in order.
  const id = (said: Said): number => (typeof said === 'number' ? said : vocabulary.id(said));
  const next = new Map(steps.map(([after, says]) => [id(after), id(says)]));
  const end = vocabulary.id(controlTexts.end);
  for (let token = 0; token < size; token += 1) {
    embedding.values[token * width + token] = 1;
    output.values[(next.get(token) ?? end) * width + token] = 1;
  }
  writeGguf(file, {
    metadata: { ...modelMetadata({ name: 'Scripted' }, shape, vocabulary), ...metadata },
    tensors: [embedding, ones('output_norm.weight', width), output, ...layerTensors(0, shape, zeros)],
  });
}
