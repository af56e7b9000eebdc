import path from 'node:path';

import { defaultModelsFolder } from '../../model/store/modelsFolder';
import { withHome } from '../chosenModelFile';

/** Where models are kept, from the setting `inkling.model.folder`; '' is this user's own place for them. */
export function modelsFolder(written: string): string {
  return written === '' ? defaultModelsFolder() : path.resolve(withHome(written));
}
