import { hundredths, interval } from './percent';
import type { Group, Summary } from './summarise';

/** A summary as cells of a table, with its head; a row of one cell is a heading between rows. */
export function groupRows({ groups }: Summary): readonly (readonly string[])[] {
  return [
    [
      '',
      'n',
      'shown',
      'line right',
      'whole right',
      'similarity',
      'gate open',
      'right of shown',
      'kept',
      'broken',
    ],
    ...Object.entries(groups).flatMap(([by, list]) => {
      // The holes of a public set are all of one kind, which says what "all" has said.
      if (by === 'kind' && list.length < 2) return [];
      return [...(by === 'all' ? [] : [[`by ${by}`]]), ...list.map(groupCells)];
    }),
  ];
}

function groupCells(group: Group): readonly string[] {
  return [
    group.name,
    String(group.n),
    ...[group.shown, group.firstLine, group.whole].map(interval),
    hundredths(group.similarity),
    ...[group.openFirstLine, group.shownRight].map(interval),
    interval(group.kept),
    String(group.broken),
  ];
}
