import { describeNode } from './describeNode';
import { childrenOf, nodeId, sectionsOf, type ModelNode } from './modelNode';
import type { ShopState } from './shopState';

/** A row as it looks at one moment, and the rows below it. */
export interface DrawnRow {
  readonly node: ModelNode;
  /** All that the row shows, in one string to compare. */
  readonly look: string;
  readonly children: readonly string[];
}

/** The whole tree at one moment, by the rows' names. */
export interface Drawing {
  readonly roots: readonly string[];
  readonly rows: ReadonlyMap<string, DrawnRow>;
}

/** What to draw anew; a row with other rows below it stands for all of them. */
export interface Changes {
  readonly isWhole: boolean;
  readonly rows: readonly string[];
  /** Rows in which nothing but a download's progress has changed: they can wait. */
  readonly progress: readonly string[];
}

export function drawingOf(state: ShopState): Drawing {
  const rows = new Map<string, DrawnRow>();
  const add = (nodes: readonly ModelNode[]): readonly string[] =>
    nodes.map((node) => {
      const id = nodeId(node);
      rows.set(id, {
        node,
        look: JSON.stringify(describeNode(node)),
        children: add(childrenOf(state, node)),
      });
      return id;
    });
  return { roots: add(sectionsOf(state)), rows };
}

export function changesBetween(before: Drawing, after: Drawing): Changes {
  if (!isSame(before.roots, after.roots)) return { isWhole: true, rows: [], progress: [] };
  const [rows, progress]: [string[], string[]] = [[], []];
  const look = (ids: readonly string[]): void => {
    for (const id of ids) {
      const [old, now] = [before.rows.get(id), after.rows.get(id)];
      if (!old || !now) continue; // the parent tells of it
      if (!isSame(old.children, now.children)) rows.push(id);
      else {
        if (old.look !== now.look) (isProgress(old.node, now.node) ? progress : rows).push(id);
        look(now.children);
      }
    }
  };
  look(after.roots);
  return { isWhole: false, rows, progress };
}

function isProgress(old: ModelNode, now: ModelNode): boolean {
  return old.kind === 'download' && now.kind === 'download' && old.download.kind === now.download.kind;
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id, index) => id === others[index]);
}
