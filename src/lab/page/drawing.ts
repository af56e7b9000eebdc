import { escaped } from './markup';

/** Drawings as inline SVG; colours come from the page's style. Lengths in SVG units. */
export const size = { width: 420, height: 260, left: 46, bottom: 34, top: 14, right: 26 } as const;

/** A figure with its caption, which is what a screen reader says of it. */
export function drawing(title: string, width: number, height: number, content: readonly string[]): string {
  const caption = escaped(title);
  return `<figure><figcaption>${caption}</figcaption><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${caption}">${content.join('')}</svg></figure>`;
}

export function fixed(value: number): string {
  return Number.isFinite(value) ? value.toFixed(1) : '0';
}
