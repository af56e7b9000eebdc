import type { Completion } from '../../../src/completion/request';
import type { Options as Asking, Stage } from '../../unit/engine/stage';
import { parseDrawing } from '../../unit/marks';
import type { Options } from './readCases';

/** Tells what became of the completion, as the shell does: once for its place, and so many times for its like. */
export function noteVerdict(
  stage: Stage,
  { verdict, times = '1' }: Options,
  { snapshot }: Asking,
  { document, completion }: { readonly document: string; readonly completion: Completion | undefined },
): void {
  if (!completion || (verdict !== 'accepted' && verdict !== 'rejected')) return;
  const lines = parseDrawing(document).prefix.split('\n');
  const before = lines.slice(0, -1).findLast((line) => line.trim() !== '') ?? '';
  const [first = ''] = completion.text.split('\n');
  const place = { uri: snapshot?.uri ?? '', before, line: (lines.at(-1) ?? '') + first };
  stage.engine.noteVerdict(verdict, place);
  for (let time = 0; time < Number(times); time += 1)
    if (completion.features) stage.taste.learn(completion.features, verdict === 'accepted');
}
