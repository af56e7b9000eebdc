/** The numbers of a model that its needs follow from, whether read from a file's header or known before a download. */
export interface ModelShape {
  /** Of the weights' file. */
  readonly fileBytes: number;
  /** How many numbers the weights are. */
  readonly parameters: number;
  /** Memory of the KV cache for one token at 16 bits a number, in bytes. */
  readonly kvBytesPerToken: number;
  readonly vocabularySize: number;
  /** Numbers that stand for one token between layers. */
  readonly width: number;
  /** Numbers that stand for one token inside a layer. */
  readonly hidden: number;
  readonly trainedContextTokens: number;
}
