import type { Estimate } from './bootstrap';

/** A share from 0 to 1 as text. */
export function percent(share: number): string {
  return Number.isNaN(share) ? '–' : `${(share * 100).toFixed(0)} %`;
}

/** `12 % (8–17)`: the mean and the 95 % interval. */
export function interval({ n, mean, low, high }: Estimate): string {
  return n === 0 ? '–' : `${percent(mean)} (${(low * 100).toFixed(0)}–${(high * 100).toFixed(0)})`;
}

/** `0.21 (0.19–0.24)`: the same for what is no share. */
export function hundredths({ n, mean, low, high }: Estimate): string {
  return n === 0 ? '–' : `${mean.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
}
