import type { ModelFamily } from '../../model/catalogue/modelFamily';
import { codeOf } from '../../model/store/diskProblem';
import { hashFile } from '../../model/store/hashFile';
import type { InstalledModel } from '../../model/store/installedModel';
import type { ModelStore } from '../../model/store/modelStore';
import { modelName } from './modelName';
import type { Report, Verified } from './modelShop';

/** Reads every file and compares its hash with the one that is known; a hash that nobody knew is written down. */
export async function verifyFiles(
  models: readonly InstalledModel[],
  store: Pick<ModelStore, 'find' | 'put'>,
  families: readonly ModelFamily[],
  report: Report,
  signal: AbortSignal,
): Promise<readonly Verified[]> {
  const total = models.reduce((sum, { bytes }) => sum + bytes, 0);
  const results: Verified[] = [];
  let before = 0;
  for (const model of models) {
    const start = before;
    const tell = (done: number): void => {
      report(modelName({ families }, model), (start + done) / Math.max(1, total));
    };
    const sha256 = await hashOf(model.file, tell, signal);
    before += model.bytes;
    const known = model.sha256 ?? catalogueHash(model.ref, families);
    results.push({ model, outcome: outcomeOf(sha256, known) });
    if (sha256 !== undefined && (known === undefined || known === sha256)) await note(model, sha256, store);
  }
  return results;
}

function outcomeOf(sha256: string | undefined, known: string | undefined): Verified['outcome'] {
  if (sha256 === undefined) return 'missing';
  if (known === undefined) return 'no-hash';
  return sha256 === known ? 'intact' : 'changed';
}

async function hashOf(
  file: string,
  tell: (done: number) => void,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    return await hashFile(file, tell, signal);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Bundled and found files have no row in the manifest. */
async function note(
  { ref }: InstalledModel,
  sha256: string,
  store: Pick<ModelStore, 'find' | 'put'>,
): Promise<void> {
  const row = await store.find(ref);
  if (row) await store.put({ ...row, sha256, verifiedAt: Date.now() });
}

function catalogueHash(ref: string, families: readonly ModelFamily[]): string | undefined {
  return families.flatMap(({ variants }) => variants).find((variant) => variant.ref === ref)?.sha256;
}
