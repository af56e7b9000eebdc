import type { At, Completion } from '../../../src/completion/request';
import { SoundnessCheck } from '../../../src/lab/soundnessCheck';
import { grammars } from './stage';

const check = new SoundnessCheck(grammars);

/**
 * Whether a completion leaves a syntax error in a document that has none, with whatever end its line may get; undefined
 * where the document has one anyway or cannot be parsed.
 */
export async function breaksDocument(completion: Completion, at: At): Promise<boolean | undefined> {
  const before = await check.fewestFaults('', 0, at);
  return before === 0 ? check.breaks(completion, at) : undefined;
}
