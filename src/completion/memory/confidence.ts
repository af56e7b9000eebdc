/**
 * The chance that a proposed line is exactly right, measured: at 9 450 seeded cursors in nine open-source projects
 * (JavaScript, TypeScript, Python; the rest of a line of 4 to 60 characters cut out, in the middle of the line and at
 * its beginning, comments left out), each with all of its project's other files learned. Checked on eleven other
 * projects, 4 950 cursors: where the table says 0.23, 0.46, 0.76 and 0.89 on average, 0.23, 0.48, 0.76 and 0.88 of the
 * lines were right. It also holds with nothing behind the cursor, as in a file that is being written (4 400 cursors):
 * said 0.23, 0.49, 0.68 and 0.89, right 0.24, 0.54, 0.74 and 0.91 in the middle of a line.
 */
const rows: readonly {
  readonly from: number;
  readonly single: number;
  readonly several: readonly number[];
}[] = [
  { from: 80, single: 0.77, several: [0.06, 0.2, 0.39, 0.48, 0.89] },
  { from: 40, single: 0.5, several: [0.09, 0.21, 0.49, 0.49, 0.76] },
  { from: 24, single: 0.29, several: [0.07, 0.25, 0.45, 0.51, 0.63] },
  { from: 16, single: 0.21, several: [0.09, 0.22, 0.46, 0.48, 0.6] },
  { from: 8, single: 0.13, several: [0.05, 0.22, 0.44, 0.44, 0.44] },
  { from: 0, single: 0.13, several: [0.02, 0.13, 0.18, 0.29, 0.4] },
];

/** The agreement from which each further column of `several` counts. */
const columns = [0.4, 0.7, 0.9, 0.99];

/** `matchLength` in characters, `agreement` from 0 to 1. */
export function confidenceOf(matchLength: number, places: number, agreement: number): number {
  const row = rows.find(({ from }) => matchLength >= from);
  if (!row) return 0;
  if (places < 2) return row.single;
  return row.several[columns.filter((column) => agreement >= column).length] ?? 0;
}
