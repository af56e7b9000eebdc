import * as vscode from 'vscode';

import { describeNode } from './describeNode';
import { nodeId, type ModelNode } from './modelNode';
import type { ShopState } from './shopState';
import { changesBetween, drawingOf, type Drawing } from './treeDrawing';

/** Several changes come at once, as when a download ends and its file is there. */
const gatherMs = 100;

/**
 * A row that is drawn anew gets new buttons, and a click whose mouse button goes down on the old one and up on the new
 * one is lost. So a download's progress is drawn seldom; the status bar tells more.
 */
const progressMs = 2_000;

/** The tree of the Models view. Draws what has changed and nothing else; VS Code knows a row by its object. */
export class ModelsTree implements vscode.TreeDataProvider<ModelNode> {
  readonly #state: () => Promise<ShopState>;
  readonly #changed = new vscode.EventEmitter<ModelNode[] | undefined>();
  readonly #handedOut = new Map<string, ModelNode>();
  readonly onDidChangeTreeData = this.#changed.event;
  /** What VS Code shows; undefined before the view was opened. */
  #shown: Drawing | undefined;
  #soon: NodeJS.Timeout | undefined;
  #progressRest: NodeJS.Timeout | undefined;

  constructor(state: () => Promise<ShopState>) {
    this.#state = state;
  }

  /** Something may have changed. */
  refresh(): void {
    if (!this.#shown) return;
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      void this.#redraw().catch(() => undefined); // what fails here fails again when the view is opened
    }, gatherMs);
  }

  dispose(): void {
    clearTimeout(this.#soon);
    clearTimeout(this.#progressRest);
    this.#shown = undefined;
    this.#changed.dispose();
  }

  async getChildren(node?: ModelNode): Promise<ModelNode[]> {
    const drawing = (this.#shown ??= drawingOf(await this.#state()));
    const ids = node === undefined ? drawing.roots : (drawing.rows.get(nodeId(node))?.children ?? []);
    return ids.flatMap((id) => this.#handOut(id, drawing) ?? []);
  }

  getTreeItem(handedOut: ModelNode): vscode.TreeItem {
    const node = this.#shown?.rows.get(nodeId(handedOut))?.node ?? handedOut;
    const row = describeNode(node);
    const item = new vscode.TreeItem(row.label, foldOf(node));
    item.id = nodeId(node);
    item.description = row.description;
    item.contextValue = row.contextValue;
    item.tooltip = row.details.join('\n');
    item.accessibilityInformation = { label: row.spoken };
    if (row.icon !== undefined) {
      const color = row.color === undefined ? undefined : new vscode.ThemeColor(row.color);
      item.iconPath = new vscode.ThemeIcon(row.icon, color);
    }
    if (node.kind !== 'section' && node.kind !== 'family') {
      item.command = { command: 'inkling.openModelPage', title: 'Open the Model’s Page', arguments: [node] };
    }
    return item;
  }

  async #redraw(): Promise<void> {
    const state = await this.#state();
    if (!this.#shown) return;
    const [before, after] = [this.#shown, drawingOf(state)];
    const { isWhole, rows, progress } = changesBetween(before, after);
    const isProgressDue = progress.length > 0 && !this.#progressRest;
    this.#shown = isProgressDue ? after : withRowsOf(before, progress, after);
    if (isWhole) this.#changed.fire(undefined);
    else this.#fire(isProgressDue ? [...rows, ...progress] : rows);
    if (isProgressDue) {
      this.#progressRest = setTimeout(() => {
        this.#progressRest = undefined;
        this.refresh();
      }, progressMs);
    }
  }

  #fire(ids: readonly string[]): void {
    const known = ids.flatMap((id) => this.#handedOut.get(id) ?? []);
    if (known.length > 0) this.#changed.fire(known);
  }

  #handOut(id: string, { rows }: Drawing): ModelNode | undefined {
    const node = this.#handedOut.get(id) ?? rows.get(id)?.node;
    if (node) this.#handedOut.set(id, node);
    return node;
  }
}

/** The new drawing, but for a few rows that stay as they were. */
function withRowsOf(old: Drawing, ids: readonly string[], now: Drawing): Drawing {
  const kept = ids.flatMap((id) => {
    const row = old.rows.get(id);
    return row ? [[id, row] as const] : [];
  });
  return { ...now, rows: new Map([...now.rows, ...kept]) };
}

function foldOf(node: ModelNode): vscode.TreeItemCollapsibleState {
  if (node.kind === 'section') return vscode.TreeItemCollapsibleState.Expanded;
  if (node.kind !== 'family') return vscode.TreeItemCollapsibleState.None;
  return node.isRecommended
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}
