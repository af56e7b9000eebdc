import { describe, expect, test } from 'vitest';

import { holdsSecret, redactSecrets } from '../../src/completion/redact';

/** Put together here, so that no scanner takes the test for a leak. */
const made = (...parts: readonly string[]): string => parts.join('');

const secrets: readonly (readonly [name: string, text: string, safe: string])[] = [
  ['an AWS key', made('id = "AKIA', 'IOSFODNN7EXAMPLE"'), 'id = "***"'],
  [
    'an AWS secret',
    made('aws_secret_access_key = wJalrXUtnFEMI/K7MDENG', '/bPxRfiCYEXAMPLEKEY1'),
    'aws_secret_access_key = ***',
  ],
  ['a GitHub token', made('push("ghp_', '16C7e42F292c6912E7710c838347Ae178B4a")'), 'push("***")'],
  ['a GitLab token', made('token=glpat-', 'abcdefghij0123456789'), 'token=***'],
  ['a Slack token', made('post(`xoxb-', '123456789012-abcdefABCDEF`)'), 'post(`***`)'],
  [
    'a Slack hook',
    made('https://hooks.slack.com/services/', 'T00000000/B00000000/XXXX'),
    'https://hooks.slack.com/services/***',
  ],
  ['a Stripe key', made("stripe('sk_live_", "4eC39HqLyjWDarjtT1zdp7dc')"), "stripe('***')"],
  ['a Google key', made('key: AIza', 'SyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY'), 'key: ***'],
  [
    'a JWT',
    made('"eyJhbGciOiJIUzI1NiJ9.', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"'),
    '"***"',
  ],
  ['a header', made('Authorization: Bearer ', 'abcdef0123456789abcdef'), 'Authorization: Bearer ***'],
  ['an address', 'postgres://app:s3cr3t@db:5432/app', 'postgres://app:***@db:5432/app'],
  ['an address without digits', 'connect("redis://:hunter@cache")', 'connect("redis://:***@cache")'],
  [
    'a connection string',
    'Server=db;User Id=app;Password=correct horse;',
    'Server=db;User Id=app;Password=*** horse;',
  ],
  ['an account key', made('AccountName=a;AccountKey=', 'abcd1234=='), 'AccountName=a;AccountKey=***'],
  ['a password', `password: 'swordfish'`, `password: '***'`],
  ['a password in Go', 'dbPassword := "hunter2"', 'dbPassword := "***"'],
  ['a password with its type', 'password: str = "swordfish"', 'password: str = "***"'],
  ['a secret in Rust', `const API_KEY: &'static str = "a1b2c3d4e5";`, `const API_KEY: &'static str = "***";`],
  ['a secret in Go', 'var apiKey string = "a1b2c3d4e5"', 'var apiKey string = "***"'],
  ['a secret in C', 'static char token[] = "a1b2c3d4e5";', 'static char token[] = "***";'],
  ['a secret with digits', 'client_secret="a1b2c3d4e5"', 'client_secret="***"'],
  ['a hash', 'const id = 3f786850e387550fdab836ed7e6dc881de23001b;', 'const id = ***;'],
];

describe('what only its owner may know is redacted', () => {
  test.each(secrets)('%s', (_, text, safe) => {
    expect(redactSecrets(text)).toBe(safe);
    expect(redactSecrets(safe)).toBe(safe);
    expect(holdsSecret(text)).toBe(true);
  });

  test('the inside of a private key, in a file that is cut too', () => {
    const key = made(
      '-----BEGIN RSA PRIVATE',
      ' KEY-----\nMIIEpAIBAAKC\nabc\n-----END RSA PRIVATE',
      ' KEY-----\nend',
    );
    const safe = made(
      '-----BEGIN RSA PRIVATE',
      ' KEY-----\n***\n***\n-----END RSA PRIVATE',
      ' KEY-----\nend',
    );
    expect(redactSecrets(key)).toBe(safe);
    expect(redactSecrets(safe)).toBe(safe);
    const cut = key.slice(0, key.indexOf('abc'));
    expect(redactSecrets(cut)).toBe(safe.slice(0, safe.indexOf('***') + 4) + '***');
  });
});

describe('code is left alone', () => {
  test.each([
    'const aVeryLongIdentifierWithManyWordsInIt2 = readToken();',
    'import { a } from "src/components/shared/buttons/index2";',
    'const password = readPassword(user);',
    'if (token.kind === "identifier") return parse1(token);',
    'password: string;',
    'if (password: string == "swordfish") return;',
    'const login = (password: string, mode = "plain1") => mode;',
    'token(kind: Kind): string { return "a1b2c3d4e5"; }',
    'const url = "https://example.org:8080/path@2";',
    'const dsn = `postgres://${user}:${password}@${host}/db`;',
    'expect(secretName).toBe("value");',
    'tokens: readonly Token[] = [1, 2];',
    '#define MAX_TOKENS 4096',
    'git@github.com:owner/repository.git',
  ])('%s', (line) => {
    expect(redactSecrets(line)).toBe(line);
    expect(holdsSecret(line)).toBe(false);
  });
});

test('a text that grows keeps its start', () => {
  const text = secrets.map(([, line]) => line).join('\n');
  const whole = redactSecrets(text);
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
    expect(whole.startsWith(redactSecrets(text.slice(0, end + 1)))).toBe(true);
  }
});
