import type { ShelfData } from '../completion/ports';
import type { LearnedFile } from './library';

/** What the extension tells its worker. Both ends are of one build and one process, so nobody checks them at the door. */
export type ToWorker =
  /** All files that there are, the most relevant first; the answer is `wanted`. */
  | { readonly kind: 'list'; readonly files: readonly LearnedFile[] }
  /** The answer is `learned`. */
  | { readonly kind: 'learn'; readonly files: readonly (LearnedFile & { readonly bytes: Uint8Array })[] }
  /** Files, or folders with all that is in them. */
  | { readonly kind: 'forget'; readonly uris: readonly string[] }
  /** Nothing more will come for a while: publish and save. The answer is `saved`. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'stop' };

export type FromWorker =
  /** Those of the listed files that are not known as they are now, in the order of the list. */
  | { readonly kind: 'wanted'; readonly uris: readonly string[] }
  | { readonly kind: 'learned'; readonly isFull: boolean }
  | { readonly kind: 'saved'; readonly files: number; readonly bytes: number }
  /** The message before could not be obeyed. */
  | { readonly kind: 'trouble'; readonly message: string }
  /** The shelves have changed: those with new numbers come with what they hold. */
  | {
      readonly kind: 'shelves';
      readonly numbers: readonly number[];
      readonly added: readonly { readonly number: number; readonly data: ShelfData }[];
    };
