/** What the process ends with. */
export const exitCodes = { done: 0, nothing: 1, usage: 2, failed: 3, damaged: 4, interrupted: 130 } as const;

export const help = `Manages models as the extension does, without an editor. Both use the same folder.

  npm run models -- list                     what is installed, and downloads that are not finished
  npm run models -- probe                    measures this machine in ten seconds and says which models fit
  npm run models -- find                     models that other programs keep on this machine
  npm run models -- download REF             downloads a model, or goes on with a download
  npm run models -- verify [REF]             compares files with their hashes
  npm run models -- remove REF               deletes a download, finished or not; forgets a linked file
  npm run models -- export-kit DIR REF       writes a model and its hash into a folder, to carry it elsewhere
  npm run models -- import-kit DIR           installs what such a folder holds

REF is owner/repository:Q8_0, the address of a .gguf file on the hub, or a name from the catalogue such as
qwen2.5-coder-1.5b. It is what "list" shows, and what npm run complete -- … --model REF takes.

  --json             print one JSON value
  --endpoint URL     the hub or a mirror; otherwise $HF_ENDPOINT, otherwise https://huggingface.co
  --models-dir DIR   the models folder; otherwise $INKLING_MODELS, otherwise the one of your user account
  --token-env NAME   the environment variable that holds an access token for the hub

A download shows its licence first, and its progress on standard error. Ctrl+C pauses it: what has arrived is kept, and
the same command goes on from there. $HTTPS_PROXY, $HTTP_PROXY and $NO_PROXY are not read: use --endpoint with a mirror.

Exit codes: ${exitCodes.done} done; ${exitCodes.nothing} there is nothing of that name; ${exitCodes.usage} wrong arguments; \
${exitCodes.failed} it failed, with the reason and a remedy on standard error;
${exitCodes.damaged} a file is not what its hash says, or is gone; ${exitCodes.interrupted} interrupted.`;
