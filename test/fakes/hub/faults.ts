/** What goes wrong with one answer of the file store, or of the hub itself where `at` says so. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly at?: 'hub';
    }
  /**
   * The connection ends after so many bytes of this answer. Node's client throws away what it has not handed on by then:
   * who counts on those bytes says when they have come.
   */
  | { readonly kind: 'cut'; readonly after: number; readonly haveCome?: () => boolean }
  /** Nothing comes after so many bytes, and the connection stays. */
  | { readonly kind: 'stall'; readonly after: number }
  /** Little by little; where `after` says so, nothing more comes from there on. */
  | { readonly kind: 'drip'; readonly bytesPerSecond: number; readonly after?: number }
  | { readonly kind: 'html' }
  /** The byte at this place of the file is another one. */
  | { readonly kind: 'wrong-byte'; readonly at: number }
  /** A shorter file, told as if it were whole. */
  | { readonly kind: 'truncated'; readonly to: number }
  | { readonly kind: 'no-length' }
  /** Range is not understood: 200 and everything. */
  | { readonly kind: 'no-range' }
  /** 206 from another place than the one asked for. */
  | { readonly kind: 'shifted' }
  | { readonly kind: 'etag'; readonly etag: string }
  /** Another file behind the address, with its own tag. */
  | { readonly kind: 'other'; readonly bytes: Uint8Array }
  /** The same from a server that pretends that it is still the first one: any range of it, under the old tag. */
  | { readonly kind: 'spliced'; readonly bytes: Uint8Array }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'no-head' }
  /** No header tells size, hash and commit, as on plain mirrors. */
  | { readonly kind: 'silent' };

/** One request as a server saw it. */
export interface SeenRequest {
  readonly at: 'hub' | 'store';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Decides the fault of a request; undefined answers it as it should be. */
export type FaultPlan = (request: SeenRequest) => Fault | undefined;
