/** What the process ends with. */
export const exitCodes = { shown: 0, nothing: 1, usage: 2, model: 3, badRows: 4, interrupted: 130 } as const;

export const help = `Completes code as the extension would, without an editor.

  npm run complete -- FILE:LINE:COLUMN [--open FILE]… [--workspace DIR] [--manual] [--model FILE] [--adapter FILE]… [--json] [--quiet]
  npm run complete -- --batch IN.jsonl --out OUT.jsonl [--workspace DIR] [--manual] [--model FILE] [--adapter FILE]… [--quiet]

LINE and COLUMN count from 1, as editors show them; columns in UTF-16 code units.

  --open FILE      another file that counts as open in the editor; repeat it, the most recently used first
  --workspace DIR  a folder whose code files are known, as those of an editor's workspace are
  --manual         as if invoked by hand; otherwise as if the cursor had come there by typing
  --model FILE     a GGUF model, or an installed one by its name (owner/repo:Q8_0); otherwise $INKLING_BUNDLED_MODEL, otherwise the one in media/models
  --adapter FILE   a LoRA adapter for the model, at full scale
  --json           print one JSON object, with the same fields as a row of --batch
  --quiet          print the completion only, and no progress

--batch reads one JSON object a line: { "id", "path", "text", "offset", … }. "id" is a string or a number, "offset" counts
UTF-16 code units of "text" as it is given, CRLF line ends included. What else a row may have:
  "prefix", "suffix"  instead of "text" and "offset"
  "languageId"        VS Code's; without it the path's ending decides, and with it "path" may be missing
  "files"             other files that count as open: [{ "path", "text" }]
  "trigger"           "automatic" or "manual", whatever --manual says
  "settings"          by the extension's names: { "maxLines": 1, "insideComments": "on", "context.openFiles": false }
  "modelText"         runs everything with a scripted model that writes exactly this: at once, three characters at a time
                      and token by token. The three must give the same completion; otherwise the row is an error with
                      all "completions". For judging what happens between a model's text and the screen
For each row it writes one line, in the same order: { "id", "completion", "replace", "range", "raw", "reason", "source",
"shape", "confidence", "promptTokens", "readTokens", "generatedTokens", "ttftMs", "totalMs" }; null stands for what there
is not. "completion" is what is inserted, with the line ends of "text"; "replace" counts the code units right of the cursor
that it replaces, and "range" says the same as { "start", "end" }, each { "offset", "line", "character" } in "text", counted
from 0. A row that can't be read becomes { "line", "id"?, "error" }.
IN and OUT may be - for standard input and output. The rows know nothing of each other.

Exit codes: ${exitCodes.shown} a completion was printed, or all rows are done; ${exitCodes.nothing} nothing to show; \
${exitCodes.usage} wrong arguments or an unreadable file;
${exitCodes.model} the model does not work; ${exitCodes.badRows} some rows of a batch could not be read or completed; \
${exitCodes.interrupted} interrupted.`;
