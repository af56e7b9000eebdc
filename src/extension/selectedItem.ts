import type { Spot } from './documentSnapshot';

/** The suggestion that is selected in the list: what it would put in place of `start`…`end`. Offsets in the snapshot. */
export interface SelectedItem {
  readonly start: number;
  readonly end: number;
  /** With LF line ends. */
  readonly text: string;
}

/**
 * The document as it were if the selected suggestion had been accepted: a completion must continue that.
 * Undefined when the suggestion would replace something that does not touch the caret.
 *
 *     list: forEach       document: items.fo█        asked for: items.forEach█
 */
export function withSelectedItem({ snapshot, offset }: Spot, item: SelectedItem): Spot | undefined {
  if (item.start > offset || item.end < offset) return undefined;
  const { text } = snapshot;
  return {
    snapshot: { ...snapshot, text: text.slice(0, item.start) + item.text + text.slice(item.end) },
    offset: item.start + item.text.length,
  };
}
