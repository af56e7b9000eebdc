/** A LoRA adapter: small weights in a file of their own that change what a model writes (arXiv 2106.09685). */
export interface Adapter {
  /** The whole path of a GGUF file. */
  readonly file: string;
  /** How strongly it counts: 0 leaves the model as it is, 1 is as the adapter was trained. */
  readonly scale: number;
}

/** Twice the trained strength is where people stop experimenting; far above it a model writes noise. */
export const largestScale = 2;
