import { largestScale } from '../model/adapters/adapter';
import type { Adapter } from '../model/adapters/adapter';

/** The setting `inkling.model.adapters`: a list of { path, scale }. Undefined when any of it can't be meant. */
export function parseAdapters(value: unknown): readonly Adapter[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  const adapters = items.flatMap((item) => parseAdapter(item) ?? []);
  return adapters.length === items.length ? adapters : undefined;
}

function parseAdapter(item: unknown): Adapter | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const file: unknown = Reflect.get(item, 'path');
  const scale: unknown = Reflect.get(item, 'scale') ?? 1;
  if (typeof file !== 'string' || file.trim() === '') return undefined;
  if (typeof scale !== 'number' || !(scale >= 0 && scale <= largestScale)) return undefined;
  return { file: file.trim(), scale };
}
