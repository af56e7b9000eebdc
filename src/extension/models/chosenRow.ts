import type { InstalledModel } from '../../model/store/installedModel';
import type { ModelNode } from './modelNode';
import type { ShopState } from './shopState';

/** A command gets a row of the view, a reference, or nothing from the palette. */
export function refOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  const node = nodeOf(argument);
  switch (node?.kind) {
    case 'installed':
      return node.model.ref;
    case 'download':
      return node.download.ref;
    case 'variant':
      return node.variant.ref;
    case 'family':
      return node.family.variants[0]?.ref;
    case 'section':
    case undefined:
      return undefined;
  }
}

export function installedOf(state: ShopState, argument: unknown): InstalledModel | undefined {
  const node = nodeOf(argument);
  if (node?.kind === 'installed') return state.installed.find(({ file }) => file === node.model.file);
  const ref = refOf(argument);
  return state.installed.find((model) => model.ref === ref);
}

/** Rows come back from VS Code as they were handed to it; anything else is not one. */
function nodeOf(argument: unknown): ModelNode | undefined {
  return isNode(argument) ? argument : undefined;
}

function isNode(argument: unknown): argument is ModelNode {
  if (typeof argument !== 'object' || argument === null || !('kind' in argument)) return false;
  const { kind } = argument;
  return kind === 'installed' || kind === 'download' || kind === 'variant' || kind === 'family';
}
