import type { CodeModel } from '../../../src/completion/ports';
import { languageIdOf } from '../../../src/completion/syntax/languageOfPath';
import { LlamaModel } from '../../../src/model/llamaModel';
import { projectOf } from '../../fakes/projectOf';
import { Server } from '../../unit/engine/memberServer';
import { openDocument, type Stage } from '../../unit/engine/stage';
import { parseDrawing } from '../../unit/marks';
import { textsOf, type Case } from './readCases';
import { wordModel } from '../../fakes/wordModel';

/** A token in 25 ms: a line comes later than the next key. */
const slow = { prefillTokensPerSecond: 160, decodeTokensPerSecond: 40 };

export function pathOf({ options }: Case): string {
  return options['path'] ?? 'src/sample';
}

/** Puts around a case what it says: other files, a language server, the model of its kind. */
export function setUp(stage: Stage, { world, options, steps: [first] }: Case): void {
  // Models that read other files.
  Object.assign(stage.model, { fim: { ...stage.model.fim, files: 'tokens' } });
  const of = (kind: string) => world.filter((part) => part.kind === kind);
  stage.openDocuments = of('file').map(({ about, text }) => openDocument(about, text, languageIdOf(about)));
  stage.recentEdits = of('edited').map(({ about, text }) => openDocumentEdit(about, text));
  const project = projectOf(Object.fromEntries(of('project').map(({ about, text }) => [about, text])));
  stage.shelves = project.shelves();
  const [members] = of('members');
  if (members) stage.members = new Server(...members.text.split(/\s+/).filter((name) => name !== ''));
  const models: Readonly<Record<string, () => void>> = {
    slow: () => Object.assign(stage.model, { speed: slow }),
    absent: () => (stage.models.current = undefined),
    words: () => {
      const [written = ''] = textsOf(first, 'written');
      const model = wordModel(parseDrawing(first.document).prefix, written);
      const generate: CodeModel['generate'] = (prompt, limits, signal) => {
        stage.model.calls.push({ prompt, limits });
        return LlamaModel.prototype.generate.call(model, prompt, limits, signal);
      };
      stage.models.current = Object.assign(model, { generate });
    },
  };
  models[options['model'] ?? '']?.();
}

function openDocumentEdit(path: string, text: string) {
  return { uri: `file:///${path}`, path, languageId: languageIdOf(path), text };
}
