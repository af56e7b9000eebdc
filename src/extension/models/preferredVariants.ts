import type { ModelFamily } from '../../model/catalogue/modelFamily';

/** The families with only the quantization that the user prefers, where they have it; 'auto' leaves all. */
export function preferredVariants(
  families: readonly ModelFamily[],
  preference: string,
): readonly ModelFamily[] {
  return families.map((family) => {
    const preferred = family.variants.filter(({ quantization }) => quantization === preference);
    return preferred.length > 0 ? { ...family, variants: preferred } : family;
  });
}
