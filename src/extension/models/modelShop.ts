import type * as vscode from 'vscode';

import type { ModelFamily, ModelVariant } from '../../model/catalogue/modelFamily';
import type { InstalledModel } from '../../model/store/installedModel';
import type { ShopState } from './shopState';

/** What a look at a file's bytes has found. */
export interface Verified {
  readonly model: InstalledModel;
  readonly outcome: 'intact' | 'changed' | 'missing' | 'no-hash';
}

/** What an unfinished download has left. */
export type Leftover = { readonly bytes: number } & (
  | { readonly variant: ModelVariant }
  /** Nothing that can go on: the whole path. */
  | { readonly file: string }
);

/** A variant with what is known of its family; the family is undefined for a file that the catalogue does not know. */
export interface Offer {
  readonly variant: ModelVariant;
  readonly family: ModelFamily | undefined;
}

export type Report = (message: string, share?: number) => void;

/** What views and commands ask of the models on this machine and on the hub. Every act was asked for by the user. */
export interface ModelShop {
  readonly state: ShopState;
  readonly onChange: vscode.Event<void>;
  /** What a reference, an address or a path means. Asks the hub when it must. Throws `ModelError`. */
  offers(reference: string, signal: AbortSignal): Promise<readonly Offer[]>;
  /** Resolves when the file is complete and checked. Throws `ModelError`, or the signal's reason when paused or cancelled. */
  download(offer: Offer): Promise<InstalledModel>;
  pause(ref: string): Promise<void>;
  resume(ref: string): Promise<void>;
  cancel(ref: string, parts: 'keep' | 'delete'): Promise<void>;
  /** The file stays where it is. Throws `ModelError` when it is no model that completes. */
  addFile(file: string): Promise<InstalledModel>;
  /** Files of other tools; resolves to how many are new. */
  find(report: Report, signal: AbortSignal): Promise<number>;
  /** Deletes a downloaded file; forgets any other. */
  remove(model: InstalledModel): Promise<void>;
  verify(
    models: readonly InstalledModel[],
    report: Report,
    signal: AbortSignal,
  ): Promise<readonly Verified[]>;
  /** The ten-second probe. Resolves to sentences about the graphics cards. */
  check(report: Report, signal: AbortSignal): Promise<readonly string[]>;
  /** The newest revision of a downloaded model's repository, when it differs from the one here. */
  newerRevision(model: InstalledModel, signal: AbortSignal): Promise<string | undefined>;
  leftovers(): Promise<readonly Leftover[]>;
  removeLeftovers(leftovers: readonly Leftover[]): Promise<void>;
  moveTo(folder: string, report: Report, signal: AbortSignal): Promise<void>;
  exportKit(model: InstalledModel, folder: string, report: Report, signal: AbortSignal): Promise<void>;
  importKit(folder: string, report: Report, signal: AbortSignal): Promise<readonly InstalledModel[]>;
}
