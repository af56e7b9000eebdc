import * as vscode from 'vscode';

import { describeNode } from './describeNode';
import { childrenOf, nodeId, sectionsOf, type ModelNode } from './modelNode';
import type { ShopState } from './shopState';

/** Downloads report many times a second; the tree is drawn again once for a while. */
const redrawMs = 250;

/** The tree of the Models view. Reads the state anew for each drawing; keeps none of its own. */
export class ModelsTree implements vscode.TreeDataProvider<ModelNode> {
  readonly #state: () => Promise<ShopState>;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #timer: NodeJS.Timeout | undefined;

  constructor(state: () => Promise<ShopState>) {
    this.#state = state;
  }

  refresh(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire(undefined);
    }, redrawMs);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changed.dispose();
  }

  async getChildren(node?: ModelNode): Promise<ModelNode[]> {
    const state = await this.#state();
    return [...(node === undefined ? sectionsOf(state) : childrenOf(state, node))];
  }

  getTreeItem(node: ModelNode): vscode.TreeItem {
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
}

function foldOf(node: ModelNode): vscode.TreeItemCollapsibleState {
  if (node.kind === 'section') return vscode.TreeItemCollapsibleState.Expanded;
  if (node.kind !== 'family') return vscode.TreeItemCollapsibleState.None;
  return node.isRecommended
    ? vscode.TreeItemCollapsibleState.Expanded
    : vscode.TreeItemCollapsibleState.Collapsed;
}
