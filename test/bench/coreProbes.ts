import { CompletionCache } from '../../src/completion/completionCache';
import { windowsOf } from '../../src/completion/context/fileWindows';
import { importedFiles } from '../../src/completion/context/importedFiles';
import { similarWindows } from '../../src/completion/context/similarWindows';
import { wordsOf } from '../../src/completion/context/similarity';
import { SnippetShelf } from '../../src/completion/context/snippetShelf';
import { ProjectMemory } from '../../src/completion/memory/projectMemory';
import { polish } from '../../src/completion/polish/polish';
import type { OpenDocument } from '../../src/completion/ports';
import type { Anchor } from '../../src/completion/prompt/anchor';
import { promptBudget } from '../../src/completion/prompt/budget';
import { buildPrompt } from '../../src/completion/prompt/buildPrompt';
import { outlineAt } from '../../src/completion/syntax/outline';
import type { SyntaxTree } from '../../src/completion/syntax/syntaxTree';
import { shouldComplete } from '../../src/completion/trigger/shouldComplete';
import { clock } from '../../src/extension/clock';
import { ScriptedModel } from '../fakes/scriptedModel';
import { openDocument, requestAt, settings, snapshotOf, typedInto, typedText } from './benchParts';
import { generatedFile, placeIn, type GeneratedFile } from './generatedFile';
import type { Probe } from './interleave';
import { timeSync } from './timing';

const otherNames = Array.from({ length: 20 }, (_, index) => `other${index}`);
const otherFiles = otherNames.map((name, index): GeneratedFile => {
  const file = generatedFile(index < 3 ? 60 : 300, 500 + index);
  return { ...file, uri: `file:///bench/src/${name}.ts`, path: `src/${name}.ts` };
});
export const otherDocuments: readonly OpenDocument[] = otherFiles.map((file) => openDocument(file));
export const importedNames = otherNames.slice(0, 3);

/** The gate and the cache. */
export function gateProbes(file: GeneratedFile, where: string): readonly Probe[] {
  const request = requestAt(snapshotOf(file), file.offset);
  const cache = new CompletionCache();
  const shown = { text: typedText(60), replace: 0, shape: 'line', source: 'model' } as const;
  // As full as it gets: places in this document, whose text is the same but for the place.
  for (let entry = 0; entry < 64; entry += 1) {
    const offset = placeIn(file.text, entry / 80);
    cache.remember(request.snapshot, offset, shown);
  }
  cache.remember(request.snapshot, file.offset, shown);
  const agreeing = typedInto(file, typedText(3));
  const other = typedInto(file, '\n  while');
  return [
    { name: `stage/gate/${where}`, sample: () => timeSync(() => shouldComplete(request, settings)) },
    {
      name: `stage/cache hit/${where}`,
      sample: () => timeSync(() => cache.find(snapshotOf(agreeing), agreeing.offset)),
    },
    {
      name: `stage/cache miss/${where}`,
      sample: () => timeSync(() => cache.find(snapshotOf(other), other.offset)),
    },
  ];
}

/** Each collector, and the shelf that keeps what they found. */
export function contextProbes(file: GeneratedFile, where: string): readonly Probe[] {
  const request = requestAt(snapshotOf(file), file.offset);
  const workspace = { openDocuments: () => [openDocument(file), ...otherDocuments] };
  const windows = otherDocuments.map(windowsOf);
  const around = wordsOf(file.text.slice(Math.max(0, file.offset - 1200), file.offset + 400));
  const warm = new SnippetShelf(clock);
  for (let turn = 0; turn < 20; turn += 1) warm.gather(request, settings, workspace);
  return [
    {
      name: `stage/snippets, first time/${where}`,
      sample: () => {
        const shelf = new SnippetShelf(clock);
        return timeSync(() => shelf.gather(request, settings, workspace));
      },
    },
    {
      name: `stage/snippets, same place/${where}`,
      sample: () => timeSync(() => warm.gather(request, settings, workspace)),
    },
    {
      name: `stage/imported files/${where}`,
      sample: () => timeSync(() => importedFiles(windows, request.snapshot)),
    },
    { name: `stage/similar windows/${where}`, sample: () => timeSync(() => similarWindows(windows, around)) },
  ];
}

/** The project memory that has learned the file and those beside it. */
export function memoryProbes(file: GeneratedFile, where: string): readonly Probe[] {
  const memory = new ProjectMemory();
  for (const document of [...otherDocuments, openDocument(file)]) memory.learn(document);
  const pupil = new ProjectMemory();
  for (const document of otherDocuments) pupil.learn(document);
  let version = 1;
  return [
    {
      name: `stage/memory question/${where}`,
      sample: () => {
        version += 1;
        const next = typedInto(file, typedText(version));
        const snapshot = snapshotOf({ ...next, uri: 'file:///bench/elsewhere.ts' }, version);
        return timeSync(() => memory.propose(snapshot, next.offset));
      },
    },
    {
      name: `stage/memory lesson, whole file/${where}`,
      sample: () => {
        version += 1;
        const document = openDocument(file, version);
        return timeSync(() => {
          pupil.learn(document);
        });
      },
    },
  ];
}

/** Prompts: with the anchor that is there, and with a new one. */
export function promptProbes(
  file: GeneratedFile,
  tree: SyntaxTree | undefined,
  where: string,
): readonly Probe[] {
  const model = new ScriptedModel('');
  const snippets = new SnippetShelf(clock).gather(requestAt(snapshotOf(file), file.offset), settings, {
    openDocuments: () => otherDocuments,
  });
  const outline = tree && outlineAt(tree, file.offset);
  const input = (typed: string, previous: readonly Anchor[]) => {
    const next = typedInto(file, typed);
    return {
      snapshot: snapshotOf(next),
      offset: next.offset,
      fim: { ...model.fim, files: 'tokens' } as const,
      budget: promptBudget(model, settings),
      outline: () => outline,
      snippets,
      previous,
      estimateTokens: (text: string) => model.estimateTokens(text),
    };
  };
  const fresh = input('', []);
  const { anchor } = buildPrompt(fresh);
  let typed = 0;
  return [
    { name: `stage/prompt, new anchor/${where}`, sample: () => timeSync(() => buildPrompt(fresh)) },
    {
      name: `stage/prompt, same anchor/${where}`,
      sample: () => {
        typed = (typed % 60) + 1;
        const next = input(typedText(typed), [anchor]);
        return timeSync(() => buildPrompt(next));
      },
    },
  ];
}

/** Twelve lines of raw text, the most that are shown. */
export function polishProbes(file: GeneratedFile, where: string): readonly Probe[] {
  const raw = `\n${file.text.slice(0, 4_000).split('\n').slice(4, 15).join('\n')}`;
  const at = {
    prefix: file.text.slice(0, file.offset),
    suffix: file.text.slice(file.offset),
    languageId: 'typescript',
    shape: 'block',
    indentUnit: '  ',
    maxLines: 12,
  } as const;
  return [{ name: `stage/polish/${where}`, sample: () => timeSync(() => polish(raw, at, 'rule')) }];
}
