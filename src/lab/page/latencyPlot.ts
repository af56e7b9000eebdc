import { quantile } from '../bootstrap';
import { drawing, fixed, size } from './drawing';
import { escaped } from './markup';

/** A curve of this many points looks like all of its samples. */
const mostPoints = 60;

/** For each time the share of answers that took no longer; the time on a logarithmic axis, in milliseconds. */
export function latencyPlot(
  title: string,
  series: readonly { readonly name: string; readonly samples: readonly number[] }[],
): string {
  const all = series.flatMap(({ samples }) => samples).filter((ms) => ms > 0);
  const first = Math.floor(Math.log10(Math.min(1_000, ...all)));
  const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(1, ...all))));
  const x = (ms: number): number => {
    const share = (Math.log10(Math.max(ms, 10 ** first)) - first) / (last - first);
    return size.left + share * (size.width - size.left - size.right);
  };
  const y = (share: number): number =>
    size.height - size.bottom - share * (size.height - size.bottom - size.top);
  const decades = Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index));
  const grid = [
    ...decades.map(
      (ms) =>
        `<line class="grid" x1="${fixed(x(ms))}" x2="${fixed(x(ms))}" y1="${fixed(y(0))}" y2="${fixed(y(1))}"/>` +
        `<text class="faint" x="${fixed(x(ms))}" y="${size.height - 18}" text-anchor="middle">${ms < 1_000 ? `${ms} ms` : `${ms / 1_000} s`}</text>`,
    ),
    ...[0, 0.5, 0.95].map(
      (share) =>
        `<line class="grid" x1="${fixed(x(10 ** first))}" x2="${fixed(x(10 ** last))}" y1="${fixed(y(share))}" y2="${fixed(y(share))}"/>` +
        `<text class="faint" x="${size.left - 6}" y="${fixed(y(share) + 4)}" text-anchor="end">${(share * 100).toFixed(0)} %</text>`,
    ),
  ];
  // Curves rise from the left below to the right above. Names stand below them, or above where they rise late.
  const middle = (x(10 ** first) + x(10 ** last)) / 2;
  const isSlow = series.some(({ samples }) => x(quantile(samples, 0.15)) > middle);
  const curves = series.map(({ name, samples }, index) => {
    const sorted = samples.toSorted((a, b) => a - b);
    const points = thinned(sorted).map(([ms, share]) => `${fixed(x(ms))},${fixed(y(share))}`);
    const labelY = isSlow ? y(0.9) + index * 16 : y(0) - 12 - (series.length - 1 - index) * 16;
    const place = isSlow ? `x="${size.left + 8}"` : `x="${size.width - size.right - 8}" text-anchor="end"`;
    const label = `<text class="s${index % 4}" ${place} y="${fixed(labelY)}">${escaped(name)} (n ${samples.length})</text>`;
    return `<polyline class="curve s${index % 4}" points="${points.join(' ')}"/>${label}`;
  });
  return drawing(title, size.width, size.height, [...grid, ...curves]);
}

function thinned(sorted: readonly number[]): readonly (readonly [ms: number, share: number])[] {
  const points = Math.min(mostPoints, sorted.length);
  return Array.from({ length: points }, (_, point) => {
    const at = points < 2 ? 0 : Math.round((point / (points - 1)) * (sorted.length - 1));
    return [sorted[at] ?? 0, (at + 1) / sorted.length] as const;
  });
}
