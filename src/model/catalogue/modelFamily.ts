import type { FimFormat } from '../../completion/ports';

/** How the weights are stored, by llama.cpp's names: 'Q4_K_M', 'Q8_0', 'F16', … */
export type Quantization = string;

/** Models of one training in several quantizations: one entry of the catalogue. */
export interface ModelFamily {
  /** Stable and short, such as 'qwen2.5-coder-1.5b'. */
  readonly id: string;
  readonly name: string;
  readonly publisher: string;
  /** What it is for: filling in the middle of code, or only writing on. */
  readonly kind: 'fill-in-the-middle' | 'prefix-only';
  readonly licence: Licence;
  /** In units, not in billions. */
  readonly parameters: number;
  readonly contextTokens: number;
  /** VS Code's language ids that the publisher names; empty when it names none. */
  readonly languages: readonly string[];
  readonly fim: FimFormat & {
    readonly tokens: Readonly<Record<string, string>>;
    readonly stops: readonly string[];
  };
  /** What others have measured, each with its source. */
  readonly quality: readonly PublishedQuality[];
  /** The model's page. */
  readonly card: string;
  /** The hub gives the files only to those who have accepted the licence there. */
  readonly isGated: boolean;
  readonly variants: readonly ModelVariant[];
}

export interface Licence {
  readonly name: string;
  readonly url: string;
  /** 'free': no limits on use; 'conditions': commercial use allowed under rules; 'no': not for commercial use. */
  readonly commercialUse: 'free' | 'conditions' | 'no';
}

export interface PublishedQuality {
  readonly benchmark: string;
  /** In the benchmark's unit, mostly percent. */
  readonly score: number;
  readonly source: string;
}

/** One file that can be downloaded, or that came with the extension. */
export interface ModelVariant {
  /** How a user names it: 'owner/repo:Q8_0'; 'inkling:NAME' for a bundled one. Unique in the catalogue. */
  readonly ref: string;
  readonly quantization: Quantization;
  /** The hub's repository, such as 'ggml-org/Qwen2.5-Coder-0.5B-Q8_0-GGUF'; '' for a bundled file. */
  readonly repository: string;
  /** A commit of 40 hexadecimal digits; undefined is asked of the hub at download time. */
  readonly revision: string | undefined;
  readonly file: string;
  /** Where the user's address says that it is, when that is not the hub of the settings; 'https://mirror.example'. */
  readonly endpoint?: string | undefined;
  readonly bytes: number | undefined;
  /** What the source gives rounded; to be shown, never to be checked against. */
  readonly approximateBytes?: number;
  /** In lower-case hexadecimal; undefined is asked of the hub at download time and then checked. */
  readonly sha256: string | undefined;
  /** Whether repository, file, size and hash were confirmed by two independent sources. */
  readonly isVerified: boolean;
}
