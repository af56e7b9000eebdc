import { ProjectMemory } from '../../../src/completion/memory/projectMemory';
import type { Proposal } from '../../../src/completion/memory/proposal';

/** A memory that has learned these files. */
export function memoryOf(files: Readonly<Record<string, string>>): ProjectMemory {
  const memory = new ProjectMemory();
  for (const [path, text] of Object.entries(files)) learn(memory, path, text);
  return memory;
}

export function learn(memory: ProjectMemory, path: string, text: string, version = 1): void {
  memory.learn({ uri: `file:///${path}`, path, version, languageId: languageOf(path), read: () => text });
}

/** What the memory proposes at the █ of a drawing. */
export function propose(memory: ProjectMemory, drawing: string, path = 'current.ts'): Proposal | undefined {
  const offset = drawing.indexOf('█');
  const text = drawing.replace('█', '');
  return memory.propose(
    { uri: `file:///${path}`, path, languageId: languageOf(path), version: 1, text },
    offset,
  );
}

/** The drawing with the proposal in it: `├…┤`, or the drawing itself when there is none. */
export function recall(files: Readonly<Record<string, string>>, drawing: string, path?: string): string {
  const proposal = propose(memoryOf(files), drawing, path);
  return proposal ? drawing.replace('█', `├${proposal.text}┤`) : drawing;
}

function languageOf(path: string): string {
  if (path.endsWith('.py')) return 'python';
  return path.endsWith('.tsx') ? 'typescriptreact' : 'typescript';
}
