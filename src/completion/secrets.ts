const secretNames =
  /^(?:\.env(?:rc|\..*)?|.*\.env|\.npmrc|\.pypirc|[._]netrc|\.htpasswd|\.pgpass|\.git-credentials|id_(?:rsa|dsa|ecdsa|ed25519).*)$/i;
const secretEndings = /\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg|crt|cer|der|tfvars|tfstate)$/i;
const secretFolders = /(?:^|[\\/])\.(?:ssh|aws|gnupg|kube)[\\/]/i;
const secretWords = /(?:^|[._-])(?:credentials?|secrets?|passwords?)(?:\.[a-z]{2,10})?$/i;
const code = /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|c|cc|cpp|h|hpp|cs|php|rb|sh|vue|svelte)$/i;

/**
 * Whether a file's path looks like a place for keys, passwords or environments: such text never leaves its own tab,
 * not even for another file's completion. Source code about secrets is code.
 */
export function isSecretFile(path: string): boolean {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (secretFolders.test(path) || secretNames.test(name) || secretEndings.test(name)) return true;
  return secretWords.test(name) && !code.test(name);
}

/** Whether a text is machine-made: its lines, judged by the first part, are too long for a person. */
export function isMinified(text: string): boolean {
  const sample = text.slice(0, 20_000);
  return sample.length > 1000 && sample.length / sample.split('\n').length > 160;
}
