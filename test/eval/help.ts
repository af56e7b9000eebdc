/** What the process ends with. */
export const exitCodes = { done: 0, usage: 2, model: 3, overlap: 4, worse: 5, interrupted: 130 } as const;

export const help = `The lab for quality: how often the completions are what a person wrote.

  npm run eval -- [--quick] [--corpus PLACE]… [--language ID]… [--holes N] [--model FILE] [--set NAME=VALUE]…
  npm run eval -- --compare --model A --model B
  npm run eval -- --compare [--model FILE] --set useOpenFiles=false
  npm run eval -- --compare [--model FILE] --adapter FILE
  npm run eval -- --against RECORD [--model FILE]
  npm run eval -- --typing FILE [--characters N]
  npm run eval -- --rules holes|sloppy|typing [--only NAME,…] [--quick] [--holes N]
  npm run eval -- --suite NAME --data FILE [--holes N] [--run-programs]

  --corpus PLACE    a folder of source code, or a JSONL file with the fields p(ackage), f(ile), l(anguage), t(ext); without
                    it the held-out packages, fetched into the cache the first time (node test/eval/fetchHoldout.mjs)
  --language ID     only these languages, by VS Code's ids
  --kind NAME       only holes of these kinds: mid-word, statement, … (a wrong name lists them)
  --holes N         how many holes (540; with --quick 120), the same number for each language and kind; of a set the first N
  --model FILE      a GGUF model; otherwise $INKLING_BUNDLED_MODEL, otherwise the one in media/models
  --compare         two runs over the same holes, and the differences with their intervals
  --set NAME=VALUE  a setting that is not the extension's default: useOpenFiles, useProject, speculate, maxLines, maxTokens,
                    prefillBudgetMs, debounce (ms), insideComments, profile, and without=RULE,… for rules that are left out;
                    with --compare for the second run only
  --adapter FILE    a LoRA adapter for the model; with --compare for the second run only
  --record FILE     writes the figures of each hole, to compare a later version with
  --against RECORD  the same holes as in the record, and what has become clearly better or worse since
  --typing FILE     types a piece of the file, a key at a time and in real time, accepting what is right; the other files
                    of its folder are open. --characters says how much (1200; with --quick 300). Pieces of a few files
                    of the corpus are typed beside the holes as well, unless --no-typing is given
  --token-ms MS     typing on a simulated clock, with a model that takes MS for a token that it writes, and for reading what a
                    model of that speed takes; nothing else takes time. The same figures on any machine, however busy
  --knows PERCENT   with --token-ms: the model knows so many of a hundred lines of the file, always the same ones, and is
                    otherwise itself: it stands for a better one
  --rules TABLE     what each rule brings: the same holes with all rules, then with one left out after the other. holes asks
                    the model; sloppy a model that knows the answer and spoils it, for the rules that mend; typing types
                    pieces of a few files, two of each package, on a simulated clock. --only NAME,… measures these rules (a wrong name
                    lists them), --holes N (180; with --quick 60), --characters N, --files N (8; with --quick 2); the figures
                    are in rules.json
  --suite NAME      human-eval-infilling, crosscodeeval or santacoder-fim: exact match and edit similarity over the rows of
                    the set's file (.jsonl, .jsonl.gz or .parquet), which you have downloaded
  --run-programs    runs the programs of the set as well (Python, JavaScript): pass@1. A model has written a part of them, so
                    each runs locked in: no network, nothing writable, limits on time and memory. Linux only
  --seed N          chooses holes and pieces, and the bootstrap's samples (1); the same seed gives the same holes
  --out FOLDER      where eval.json and eval.html go (build/lab)
  --quick           fewer holes: a look between two changes

"line right" is the cursor's line as it was, "whole right" all of the hole; "gate open" is what a request by hand would
show; intervals are 95 % of a bootstrap. The tested files are compared with the training corpus when it is in the cache
($INKLING_CACHE, ~/.cache/inkling): a file that the model has learned from fails the run.

Exit codes: ${exitCodes.done} done; ${exitCodes.usage} wrong arguments or unreadable files; ${exitCodes.model} the model does not work; ${exitCodes.overlap} the model has learned from a tested \
file; ${exitCodes.worse} clearly worse than the record; ${exitCodes.interrupted} interrupted.`;
