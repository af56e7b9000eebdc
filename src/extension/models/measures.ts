import type { ModelVariant } from '../../model/catalogue/modelFamily';

/** Bytes as people write them, in units of 1000: '531 MB', '4.7 GB'. */
export function readableBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;
  // 999.6 MB are 1.0 GB.
  const power = Math.min(
    units.length - 1,
    Math.max(0, Math.floor(Math.log10(Math.max(1, bytes * 1.0005)) / 3)),
  );
  const value = bytes / 1000 ** power;
  return `${value.toFixed(power > 0 && value < 9.95 ? 1 : 0)} ${units[power] ?? ''}`;
}

/** '3 min 20 s', '45 s', '2 h 5 min'. */
export function readableSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** 'under a minute', '4 min', '2 h': a remaining time in words that don't change all the time. */
export function roughMinutes(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes <= 1) return 'under a minute';
  return minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}

/** '1.5 B', '350 M' parameters. */
export function readableParameters(count: number): string {
  if (count >= 1e9) return `${Number((count / 1e9).toPrecision(2))} B`;
  return `${Math.round(count / 1e6)} M`;
}

/** The size of a download as far as it is known before the hub is asked. */
export function variantSize({ bytes, approximateBytes }: ModelVariant): string {
  if (bytes !== undefined) return readableBytes(bytes);
  return approximateBytes === undefined
    ? 'size asked of the hub'
    : `about ${readableBytes(approximateBytes)}`;
}
