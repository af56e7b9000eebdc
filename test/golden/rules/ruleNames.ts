/** The rules of when, how much and what is shown. Each has a file in cases/ with every language in it. */
export const ruleNames: readonly string[] = [
  'stop/block-closed-below',
  'stop/block-end',
  'stop/blank-lines',
  'stop/line-end',
  'stop/max-lines',
  'stop/members',
  'stop/new-declaration',
  'stop/repeated-lines',
  'stop/repeated-phrase',
  'stop/second-declaration',
  'stop/suffix-met',
];
