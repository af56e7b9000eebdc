import tseslint from 'typescript-eslint';

/** Imports that a folder may not make. The map of rooms is in ARCHITECTURE.md; test/unit/tidy.test.ts holds the rest. */
const forbid = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns: patterns.map(([group, message]) => ({ group, message })) }],
});
const noVscode = [['vscode'], "'vscode' lives in src/extension only"];
const noEngine = [
  ['node-llama-cpp', 'node-llama-cpp/*'],
  "'node-llama-cpp' lives in src/model/llamaModel.ts only",
];
const noParser = [['web-tree-sitter'], "'web-tree-sitter' lives in src/completion/syntax only"];
const noNode = [['node:*', 'fs', 'path', 'os', 'child_process'], 'the core asks its ports, not Node'];

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'build', 'training', 'test/e2e/sample', 'test/golden/files'] },
  {
    files: ['src/**/*.ts', 'test/**/*.ts', 'scripts/**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/only-throw-error': 'off', // `throw signal.reason` is how cancellation is said (STYLE.md, 9)
      '@typescript-eslint/prefer-promise-reject-errors': 'off',
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }] },
  },
  { files: ['src/extension/**/*.ts'], rules: forbid(noEngine, noParser) },
  {
    files: ['src/completion/**/*.ts'],
    rules: {
      ...forbid(noVscode, noEngine, noParser, noNode),
      'no-restricted-globals': ['error', 'setTimeout', 'setInterval', 'setImmediate', 'console', 'process'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'ask Clock' },
        { object: 'Math', property: 'random', message: 'the core is deterministic' },
      ],
    },
  },
  { files: ['src/completion/syntax/**/*.ts'], rules: forbid(noVscode, noEngine, noNode) },
  { files: ['src/model/**/*.ts'], rules: forbid(noVscode, noEngine, noParser) },
  { files: ['src/lab/**/*.ts'], rules: forbid(noVscode, noEngine, noParser) },
  { files: ['src/model/llamaModel.ts', 'src/model/llamaEngine.ts'], rules: forbid(noVscode, noParser) },
  {
    files: ['test/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/require-await': 'off',
    },
  },
);
