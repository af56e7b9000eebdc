import { settings, type Stage } from '../../unit/engine/stage';
import { InlineCompletionProvider } from '../../../src/extension/inlineCompletionProvider';
import {
  EventEmitter,
  FakeDocument,
  InlineCompletionTriggerKind,
  NotebookCellKind,
  Range,
  Uri,
  world,
} from '../../fakes/vscode';
import { draw, parseDrawing } from '../../unit/marks';
import { settingsOf } from '../rules/optionsOf';
import type { Case, Part } from '../rules/readCases';

const folder = '/project';

/** What the editor shows at the █ of a case's document, as a drawing. */
export async function askEditor(stage: Stage, each: Case): Promise<string> {
  const { languageId, options, steps } = each;
  const { prefix, suffix } = parseDrawing(steps[0].document);
  const uri = options['uri'] ?? `file:${folder}/${options['path'] ?? 'src/sample'}`;
  const isCell = each.world.some(({ kind }) => kind === 'above' || kind === 'below');
  const document = new FakeDocument(
    isCell ? cellUri(uri, 'here') : uri,
    isCell ? (prefix + suffix).replace(/\n$/, '') : prefix + suffix,
    languageId,
  );
  world.workspaceFolders = [{ uri: Uri.parse(`${uri.slice(0, uri.indexOf(':'))}:${folder}`) }];
  if (isCell) openNotebook(uri, each, document);
  const position = document.positionAt(prefix.length);
  const typed = /[\p{L}\p{N}_$]*$/u.exec(prefix)?.[0] ?? '';
  const word = new Range(position.translate(0, -typed.length), position);
  const text = options['selected'];
  const context = {
    triggerKind: InlineCompletionTriggerKind.Automatic,
    selectedCompletionInfo: text === undefined ? undefined : { range: word, text },
  };
  const token = { isCancellationRequested: false, onCancellationRequested: new EventEmitter().event };
  let isDone = false;
  const asked = providerOn(stage, each)
    .provideInlineCompletionItems(document as never, position as never, context as never, token)
    .finally(() => (isDone = true));
  await stage.until(() => isDone);
  const [item] = (await asked) ?? [];
  if (!item?.range) return draw({ prefix, suffix }, undefined);
  const before = text === undefined ? '' : typed;
  const inserted = typeof item.insertText === 'string' ? item.insertText : item.insertText.value;
  if (!inserted.startsWith(before)) throw new Error(`"${inserted}" does not begin with "${before}"`);
  const replace = item.range.end.character - position.character;
  return draw({ prefix, suffix }, { text: inserted.slice(before.length), replace });
}

function providerOn({ engine, clock }: Stage, { options }: Case): InlineCompletionProvider {
  const silent = { trace() {}, debug() {}, info() {}, warn() {} };
  return new InlineCompletionProvider({
    engine,
    settings: { completion: { ...settings, ...settingsOf(options) } },
    edits: { editedAt: () => 0, lastEdit: () => 'typed' },
    ghost: { show: () => undefined },
    activity: { begin: () => ({ dispose: () => undefined }) },
    clock,
    logger: silent,
  });
}

function openNotebook(uri: string, each: Case, here: FakeDocument): void {
  const cell = ({ about, text }: Part, name: string) => ({
    kind: about === 'markdown' ? NotebookCellKind.Markup : NotebookCellKind.Code,
    document: new FakeDocument(cellUri(uri, name), text.replace(/\n$/, ''), about || each.languageId),
  });
  const of = (kind: string) =>
    each.world.filter((part) => part.kind === kind).map((part, index) => cell(part, `${kind}${index}`));
  const cells = [...of('above'), { kind: NotebookCellKind.Code, document: here }, ...of('below')];
  world.notebookDocuments = [{ uri: Uri.parse(uri), version: 1, getCells: () => cells }];
}

function cellUri(uri: string, name: string): string {
  return `vscode-notebook-cell:${uri.slice(uri.indexOf(':') + 1)}#${name}`;
}
