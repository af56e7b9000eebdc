import type { ModelFamily } from '../../model/catalogue/modelFamily';
import type { Fit } from '../../model/fit/fit';
import type { DownloadState, InstalledModel } from '../../model/store/installedModel';

/** All that the views of models show, at one moment. */
export interface ShopState {
  readonly families: readonly ModelFamily[];
  /** Bundled, downloaded, linked and found files, in this order. */
  readonly installed: readonly InstalledModel[];
  readonly downloads: readonly DownloadState[];
  /** By reference. */
  readonly fits: ReadonlyMap<string, Fit>;
  /** The whole path of the model that completes now. */
  readonly inUse: string | undefined;
  readonly recommended: Recommendation | undefined;
}

export interface Recommendation {
  readonly ref: string;
  /** One sentence. */
  readonly reason: string;
}
