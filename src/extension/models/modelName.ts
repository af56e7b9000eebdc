import type { InstalledModel } from '../../model/store/installedModel';
import { familyOf } from './modelNode';
import type { ShopState } from './shopState';

/** As the catalogue calls a file; one that it does not know has the name that it came with. */
export function modelName(
  state: Pick<ShopState, 'families'>,
  { ref, name }: Pick<InstalledModel, 'ref' | 'name'>,
): string {
  const family = familyOf(state, ref);
  const variant = family?.variants.find((one) => one.ref === ref);
  return family && variant ? `${family.name} ${variant.quantization}` : name;
}
