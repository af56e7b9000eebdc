import type { SharedGeneration } from './generation/sharedGeneration';
import type { Clock, ModelSource } from './ports';
import type { PromptMaker } from './promptMaker';
import type { CompletionRequest, CompletionSettings } from './request';
import type { SyntaxParser } from './syntax/parser';
import { Trace } from './trace';
import { shouldComplete } from './trigger/shouldComplete';

export interface WarmUpParts {
  readonly models: ModelSource;
  readonly clock: Clock;
  readonly parser: SyntaxParser;
  readonly prompts: PromptMaker;
  readonly generation: SharedGeneration;
}

/** The model reads the prompt for a request that may come, when it has nothing else to do. Throws `signal.reason`. */
export async function warmUp(
  { models, clock, parser, prompts, generation }: WarmUpParts,
  request: CompletionRequest,
  settings: CompletionSettings,
  signal: AbortSignal,
): Promise<void> {
  const model = models.peek();
  const isWanted = settings.speculate && settings.automatic && !settings.without?.includes('warm-up');
  if (!model || !isWanted || shouldComplete({ ...request, trigger: 'manual' }, settings)) return;
  const tree = await parser.parse(request.snapshot, signal);
  if (generation.isRunning) return;
  const trace = new Trace(request.id, clock);
  const { prompt } = prompts.make(request, settings, tree, model, trace, 'resting');
  await generation.warm(model, prompt);
}
