import type { ControlToken, FimFormat } from '../completion/ports';

/** How one family of models writes fill-in-the-middle, keyed by the texts of its control tokens. */
export interface FimFamily {
  /** As the setting `inkling.model.format` names it. */
  readonly id: string;
  readonly family: string;
  /** The row applies only to files with a name that matches. For families that share token texts. */
  readonly named?: RegExp;
  readonly layout: FimFormat['layout'];
  readonly files: FimFormat['files'];
  /** 'path' when missing. */
  readonly fileHeader?: FimFormat['fileHeader'];
  readonly repo: boolean;
  /** The row applies when the vocabulary has all of these. */
  readonly tokens: Readonly<Partial<Record<ControlToken, string>>>;
}

/**
 * The first row whose tokens are all in the vocabulary wins; so the more demanding rows come first.
 * Sources: the models' cards and reports (Qwen2.5-Coder README; StarCoder2 paper, section 4; Mellum card;
 * Seed-Coder paper, 2.2.6; DeepSeek-Coder README; CodeGemma report; Code Llama paper; Codestral documentation).
 * A family without a file token of its own gets other files as comments.
 */
export const fimFamilies: readonly FimFamily[] = [
  {
    id: 'qwen2.5-coder',
    family: 'Qwen2.5-Coder',
    layout: 'psm',
    files: 'tokens',
    repo: true,
    tokens: {
      prefix: '<|fim_prefix|>',
      suffix: '<|fim_suffix|>',
      middle: '<|fim_middle|>',
      file: '<|file_sep|>',
      repo: '<|repo_name|>',
    },
  },
  {
    id: 'codegemma',
    family: 'Granite 4, CodeGemma',
    layout: 'psm',
    files: 'comments',
    repo: false,
    tokens: { prefix: '<|fim_prefix|>', suffix: '<|fim_suffix|>', middle: '<|fim_middle|>' },
  },
  {
    id: 'mellum',
    family: 'Mellum',
    named: /mellum/i,
    layout: 'spm',
    files: 'tokens',
    fileHeader: 'every-path',
    repo: false,
    tokens: { prefix: '<fim_prefix>', suffix: '<fim_suffix>', middle: '<fim_middle>', file: '<filename>' },
  },
  {
    id: 'starcoder2',
    family: 'StarCoder2',
    layout: 'psm',
    files: 'tokens',
    fileHeader: 'path-in-prefix',
    repo: true,
    tokens: {
      prefix: '<fim_prefix>',
      suffix: '<fim_suffix>',
      middle: '<fim_middle>',
      file: '<file_sep>',
      repo: '<repo_name>',
    },
  },
  {
    id: 'starcoder',
    family: 'StarCoder, Granite Code, Refact, Stable Code',
    layout: 'psm',
    files: 'comments',
    repo: false,
    tokens: { prefix: '<fim_prefix>', suffix: '<fim_suffix>', middle: '<fim_middle>' },
  },
  {
    id: 'santacoder',
    family: 'SantaCoder',
    layout: 'psm',
    files: 'comments',
    repo: false,
    tokens: { prefix: '<fim-prefix>', suffix: '<fim-suffix>', middle: '<fim-middle>' },
  },
  {
    id: 'seed-coder',
    family: 'Seed-Coder',
    layout: 'spm',
    files: 'comments',
    repo: false,
    tokens: { prefix: '<[fim-prefix]>', suffix: '<[fim-suffix]>', middle: '<[fim-middle]>' },
  },
  {
    id: 'deepseek-coder',
    family: 'DeepSeek-Coder',
    layout: 'psm',
    files: 'comments',
    repo: false,
    tokens: { prefix: '<｜fim▁begin｜>', suffix: '<｜fim▁hole｜>', middle: '<｜fim▁end｜>' },
  },
  {
    id: 'code-llama',
    family: 'Code Llama',
    layout: 'psm',
    files: 'comments',
    repo: false,
    tokens: { prefix: '▁<PRE>', suffix: '▁<SUF>', middle: '▁<MID>' },
  },
  {
    id: 'code-llama-plain',
    family: 'Code Llama',
    layout: 'psm',
    files: 'comments',
    repo: false,
    tokens: { prefix: '<PRE>', suffix: '<SUF>', middle: '<MID>' },
  },
  {
    id: 'falcon-h1-coder',
    family: 'Falcon-H1-Tiny-Coder',
    layout: 'psm',
    files: 'comments',
    repo: false,
    tokens: { prefix: '<|prefix|>', suffix: '<|suffix|>', middle: '<|middle|>' },
  },
  {
    id: 'codestral',
    family: 'Codestral',
    layout: 'spm-contiguous',
    files: 'comments',
    repo: false,
    tokens: { prefix: '[PREFIX]', suffix: '[SUFFIX]' },
  },
];

/** Metadata keys that name control tokens by id; the second of each row is the old spelling. */
export const controlTokenKeys: Readonly<Record<ControlToken, readonly string[]>> = {
  prefix: ['tokenizer.ggml.fim_pre_token_id', 'tokenizer.ggml.prefix_token_id'],
  suffix: ['tokenizer.ggml.fim_suf_token_id', 'tokenizer.ggml.suffix_token_id'],
  middle: ['tokenizer.ggml.fim_mid_token_id', 'tokenizer.ggml.middle_token_id'],
  file: ['tokenizer.ggml.fim_sep_token_id'],
  repo: ['tokenizer.ggml.fim_rep_token_id'],
};

/** Tokens that end a completion in some family although its engine does not count them as an end. */
export const otherStops: readonly string[] = [
  '<|fim_pad|>',
  '<fim_pad>',
  '<fim-pad>',
  '<|file_sep|>',
  '<file_sep>',
  '<filename>',
  '<reponame>',
  '<|repo_name|>',
  '<repo_name>',
  '<|file_separator|>',
  '<|endoftext|>',
  '<|im_start|>',
  '<|im_end|>',
  '<end_of_turn>',
  '<EOT>',
  '▁<EOT>',
  '<｜end▁of▁sentence｜>',
  '<[end▁of▁sentence]>',
  '<[PAD▁TOKEN]>',
  '<[SEP▁TOKEN]>',
  '<|end_of_text|>',
  '<|eot_id|>',
  '<|end|>',
  '<eos>',
  '</s>',
];

/** Every token text that the tables above speak of. */
export const knownTokenTexts: ReadonlySet<string> = new Set([
  ...fimFamilies.flatMap((row) => Object.values(row.tokens)),
  ...otherStops,
]);
