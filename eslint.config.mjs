// The rules no compiler checks: type-aware lint for the whole tree, and LAYERS, the table of "who may import whom".
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

const ENGINE = 'server/src/engine';

/** One row per folder: what its files may not import, and why. Order inside the engine: left may not import right. */
const ENGINE_ORDER = [
  'text',
  'python',
  'revisions',
  'operations',
  'sqlText',
  'schema',
  'sql',
  'lint',
  'features',
];

const engineLayers = ENGINE_ORDER.map((layer, index) => ({
  files: [`${ENGINE}/${layer}/**/*.ts`],
  forbid: [
    ...ENGINE_ORDER.slice(index + 1).map((later) => ({
      group: [`**/${later}/*`, `**/${later}/**`],
      message: `engine/${layer} comes before engine/${later}: dependencies point to the left (ARCHITECTURE.md).`,
    })),
    {
      group: ['**/engine/index', '../index', '../workspace', '../history'],
      message: 'Layers of the engine do not import its public face.',
    },
  ],
}));

const PURE = {
  group: [
    'vscode*',
    'node:*',
    'pg',
    '@electric-sql/*',
    'libpg-query',
    '**/lsp/**',
    '**/cli/**',
    '**/database/**',
    '**/files/**',
    '**/git/**',
  ],
  message: 'The engine is pure: text in, plain values out.',
};
const LEZER = { group: ['@lezer/*'], message: 'Only engine/python knows Lezer.' };
const ENGINE_FACE = {
  group: ['**/engine/*/**', '**/engine/workspace'],
  message: 'Import the engine through engine/index.',
};

const NO_SHELL = 'No shell: execFile or spawn with an argument array, and never shell: true.';
const SHELLS = ['node:child_process', 'child_process'].map((name) => ({
  name,
  importNames: ['exec', 'execSync'],
  message: NO_SHELL,
}));
const SHELL_SYNTAX = [
  // Only `shell: false` is allowed to be written: a variable may be true.
  { selector: "Property[key.name='shell']:not([value.value=false])", message: NO_SHELL },
  { selector: "Property[key.value='shell']:not([value.value=false])", message: NO_SHELL },
  {
    selector:
      'CallExpression[callee.property.name=/^(?:exec|execSync)$/][callee.object.name=/^(?:child_process|childProcess|cp)$/]',
    message: NO_SHELL,
  },
];

const NO_HTML = 'No HTML from text: set textContent and attributes of elements.';
const HTML_SYNTAX = [
  {
    selector:
      'MemberExpression[property.name=/^(?:innerHTML|outerHTML|srcdoc|insertAdjacentHTML|setHTMLUnsafe|parseFromString|createContextualFragment)$/]',
    message: NO_HTML,
  },
  {
    selector: "CallExpression[callee.property.name='write'][callee.object.name='document']",
    message: NO_HTML,
  },
];

const LAYERS = [
  ...engineLayers.map((row) => ({
    ...row,
    forbid: [...row.forbid, PURE, ...(row.files[0]?.includes('/python/') ? [] : [LEZER])],
  })),
  { files: [`${ENGINE}/*.ts`], forbid: [PURE, LEZER] },
  {
    files: ['server/src/files/**/*.ts'],
    forbid: [
      ENGINE_FACE,
      {
        group: ['**/lsp/**', '**/cli/**', '**/main/**', '**/database/**', '**/git/**', 'vscode*'],
        message: 'files/ reads the disk and nothing else.',
      },
    ],
  },
  {
    files: ['server/src/database/**/*.ts'],
    forbid: [
      ENGINE_FACE,
      {
        group: ['**/lsp/**', '**/cli/**', '**/main/**', 'vscode*'],
        message: 'database/ knows drivers and the engine, not its callers.',
      },
    ],
  },
  {
    files: ['server/src/git/**/*.ts'],
    forbid: [
      ENGINE_FACE,
      {
        group: [
          ...['**/lsp/**', '**/cli/**', '**/main/**', '**/database/**', 'vscode*'],
          ...['**/files/**', '!**/files/programOnPath'],
        ],
        message: 'git/ asks git and nothing else.',
      },
    ],
  },
  {
    files: ['server/src/lsp/**/*.ts'],
    forbid: [
      ENGINE_FACE,
      {
        group: ['**/cli/**', '**/main/**', 'pg', '@electric-sql/*'],
        message: 'lsp/ converts and delegates.',
      },
    ],
  },
  {
    files: ['server/src/cli/**/*.ts'],
    forbid: [
      ENGINE_FACE,
      {
        group: ['**/lsp/**', '**/main/**', 'vscode*'],
        message: 'cli/ knows the engine, files and database.',
      },
    ],
  },
  { files: ['server/src/main/**/*.ts'], forbid: [ENGINE_FACE] },
  {
    files: ['extension/src/**/*.ts'],
    forbid: [
      {
        regex: 'server/src/(?!lsp/protocol$)',
        message: 'The extension talks to the server through lsp/protocol only.',
      },
    ],
  },
  {
    files: ['media/webview/**/*.ts'],
    forbid: [
      {
        regex: '(extension/src|server/src/(?!lsp/protocol$|engine/index$))|^(vscode|node:)',
        message: 'A page draws: it knows the protocol and what the engine works out, and nothing else.',
      },
    ],
  },
];

export default tseslint.config(
  { ignores: ['dist/**', '.cache/**', 'node_modules/**', '**/*.d.ts', 'test/workspaces/**', 'examples/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      eqeqeq: 'error',
    },
  },
  {
    // Expressions meet hostile text. Trim ends with `(?<!x)x+$`, and do not let two quantifiers side by side match the same.
    files: ['{server,extension,media}/**/*.ts'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        ...SHELL_SYNTAX,
      ],
    },
  },
  {
    files: ['media/webview/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        ...HTML_SYNTAX,
      ],
    },
  },
  { files: ['**/*.{ts,mjs}'], rules: { 'no-restricted-imports': ['error', { paths: SHELLS }] } },
  { files: ['**/*.mjs'], rules: { 'no-restricted-syntax': ['error', ...SHELL_SYNTAX] } },
  ...LAYERS.map(({ files, forbid }) => ({
    files,
    rules: { 'no-restricted-imports': ['error', { patterns: forbid, paths: SHELLS }] },
  })),
  { files: ['**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-non-null-assertion': 'off' } },
  { files: ['**/vitest.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
