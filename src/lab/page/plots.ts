import { percent } from '../percent';
import type { Estimate } from '../bootstrap';
import type { Bin, GateRow } from '../thresholds';
import { drawing, fixed, size } from './drawing';
import { escaped } from './markup';

/** Shares with their 95 % intervals, one bar each. */
export function barPlot(
  title: string,
  bars: readonly { readonly name: string; readonly share: Estimate }[],
): string {
  const rowHeight = 22;
  const labels = Math.max(
    100,
    ...bars.map(({ name, share }) => (name.length + String(share.n).length + 3) * letter),
  );
  const height = bars.length * rowHeight + size.top + 24;
  const most = scaleEnd(Math.max(0, ...bars.map(({ share }) => share.high)));
  const x = (share: number): number => labels + (share / most) * (size.width - labels - size.right);
  const rows = bars.map(({ name, share }, index) => {
    const y = size.top + index * rowHeight;
    return [
      `<text x="${labels - 8}" y="${y + 14}" text-anchor="end">${escaped(name)} <tspan class="faint">${share.n}</tspan></text>`,
      `<rect class="bar" x="${labels}" y="${y + 4}" width="${fixed(x(share.mean) - labels)}" height="12"/>`,
      `<line class="error" x1="${fixed(x(share.low))}" x2="${fixed(x(share.high))}" y1="${y + 10}" y2="${y + 10}"/>`,
    ].join('');
  });
  const ticks = [0, 0.5, 1].map((part) => {
    const at = fixed(x(part * most));
    return (
      `<line class="grid" x1="${at}" x2="${at}" y1="${size.top}" y2="${height - 20}"/>` +
      `<text class="faint" x="${at}" y="${height - 6}" text-anchor="middle">${percent(part * most)}</text>`
    );
  });
  return drawing(title, size.width, height, [...ticks, ...rows]);
}

/** About what a letter of a drawing takes. */
const letter = 6;

/** Bars of small shares are told apart on a shorter scale. */
function scaleEnd(most: number): number {
  return [0.2, 0.4, 0.6, 0.8].find((end) => most <= end) ?? 1;
}

/** Precision against coverage as the gate's threshold rises, a line a source. */
export function gatePlot(title: string, sources: Readonly<Record<string, readonly GateRow[]>>): string {
  const lines = Object.entries(sources).map(([source, rows], index) =>
    curve(
      source,
      index,
      rows
        .filter(({ shown }) => shown > 0)
        .map(({ shownShare, rightShare, threshold, shown }) => ({
          x: shownShare,
          y: rightShare,
          says: `≥ ${threshold}: ${shown} shown, ${percent(rightShare)} right`,
        })),
    ),
  );
  return framed(title, 'shown, of all candidates', 'right, of the shown', lines);
}

/** What was said against what was so; the diagonal is honest. */
export function reliabilityPlot(title: string, sources: Readonly<Record<string, readonly Bin[]>>): string {
  const diagonal = `<line class="grid" x1="${px(0)}" y1="${py(0)}" x2="${px(1)}" y2="${py(1)}"/>`;
  const lines = Object.entries(sources).map(([source, bins], index) =>
    curve(
      source,
      index,
      bins.map(({ said, right, n }) => ({
        x: said,
        y: right,
        radius: radiusOf(n, Math.max(...bins.map((bin) => bin.n))),
        says: `${n} said ${percent(said)}: ${percent(right)} right`,
      })),
    ),
  );
  return framed(title, 'confidence', 'right', [diagonal, ...lines]);
}

/** A few answers say little about a confidence: their dot is small. In SVG units; areas are as the numbers. */
function radiusOf(n: number, most: number): number {
  return Math.max(1.5, 7 * Math.sqrt(n / most));
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly radius?: number;
  readonly says: string;
}

function curve(name: string, index: number, points: readonly Point[]): string {
  const line = points.map(({ x, y }) => `${fixed(px(x))},${fixed(py(y))}`).join(' ');
  const dots = points.map(
    ({ x, y, says, radius = 3.5 }) =>
      `<circle class="dot s${index}" cx="${fixed(px(x))}" cy="${fixed(py(y))}" r="${fixed(radius)}"><title>${escaped(`${name} ${says}`)}</title></circle>`,
  );
  const label = `<text class="s${index}" x="${size.left + 10}" y="${size.top + 16 + index * 16}">${escaped(name)}</text>`;
  // Where dots tell how much stands behind each, the line only leads the eye.
  const dotted = points.some(({ radius }) => radius !== undefined) ? 'dotted ' : '';
  return `<polyline class="curve ${dotted}s${index}" points="${line}"/>${dots.join('')}${label}`;
}

function framed(title: string, xTitle: string, yTitle: string, content: readonly string[]): string {
  const grid = [0, 0.25, 0.5, 0.75, 1].map((tick) =>
    [
      `<line class="grid" x1="${px(0)}" x2="${px(1)}" y1="${fixed(py(tick))}" y2="${fixed(py(tick))}"/>`,
      `<text class="faint" x="${size.left - 6}" y="${fixed(py(tick) + 4)}" text-anchor="end">${percent(tick)}</text>`,
      `<text class="faint" x="${fixed(px(tick))}" y="${size.height - 18}" text-anchor="middle">${percent(tick)}</text>`,
    ].join(''),
  );
  const titles = [
    `<text class="faint" x="${px(0.5)}" y="${size.height - 4}" text-anchor="middle">${escaped(xTitle)}</text>`,
    `<text class="faint" x="${px(1)}" y="${py(1) + 14}" text-anchor="end">↑ ${escaped(yTitle)}</text>`,
  ];
  return drawing(title, size.width, size.height, [...grid, ...titles, ...content]);
}

function px(share: number): number {
  return size.left + share * (size.width - size.left - size.right);
}

function py(share: number): number {
  return size.height - size.bottom - share * (size.height - size.bottom - size.top);
}
