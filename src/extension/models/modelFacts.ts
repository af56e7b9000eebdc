import type { FimFormat } from '../../completion/ports';
import type { ModelFamily } from '../../model/catalogue/modelFamily';
import type { Fit } from '../../model/fit/fit';
import type { DownloadState, InstalledModel } from '../../model/store/installedModel';

/** What a file's own header says. */
export interface HeaderFacts {
  readonly architecture: string;
  readonly parameters: number;
  readonly trainedContextTokens: number;
  readonly quantization: string;
  readonly fim: { readonly family: string; readonly format: Pick<FimFormat, 'layout'> };
}

/** What is known of a model, for its page. */
export interface ModelFacts {
  readonly family: ModelFamily | undefined;
  readonly installed: readonly InstalledModel[];
  readonly downloads: readonly DownloadState[];
  readonly fits: ReadonlyMap<string, Fit>;
  readonly inUse: string | undefined;
  /** Undefined for a model that is not here, and for a file that can't be used. */
  readonly header: HeaderFacts | undefined;
  /** What the user's own benchmark has measured, a sentence for each; empty before one was run. */
  readonly onMyCode: readonly string[];
}
