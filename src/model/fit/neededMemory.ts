import { inspectModelFile } from '../inspectModelFile';
import { planContext } from './contextPlan';
import { estimateMemory } from './estimateMemory';
import { machineMemory } from './machineMemory';

/** What loading a file would take with this context window, in bytes. Throws like `inspectModelFile`. */
export async function neededMemory(
  file: string,
  { contextTokens }: { readonly contextTokens: number },
): Promise<number> {
  const shape = await inspectModelFile(file);
  return estimateMemory(shape, planContext(shape, contextTokens, machineMemory().free)).total;
}
