import nextVitals from 'eslint-config-next/core-web-vitals';
import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const banned = {
  processEnv: {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Settings are read in lib/env.ts only; call env().',
  },
  envImport: {
    selector: "ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name='env']",
    message: 'Settings are read in lib/env.ts only; call env().',
  },
  reExport: {
    selector: ':matches(ExportAllDeclaration, ExportNamedDeclaration[source])',
    message: 'No barrels: import a thing from the file that defines it.',
  },
  clock: {
    selector:
      ":matches(NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Date'][callee.property.name='now'], CallExpression[callee.object.name='performance'])",
    message: 'The core knows no clock: take the time as an argument.',
  },
  chance: {
    selector:
      ":matches(CallExpression[callee.object.name='Math'][callee.property.name='random'], CallExpression[callee.name=/^random(UUID|Bytes|Int)$/], CallExpression[callee.object.name='crypto'][callee.property.name=/^(random|getRandom)/])",
    message: 'The core knows no chance: take what is random as an argument.',
  },
  process: { selector: "Identifier[name='process']", message: 'The core knows no process.' },
};

const web = ['app/**/*.{ts,tsx}', 'components/**/*.{ts,tsx}', 'proxy.ts'];
const core = ['domain', 'log', 'diagnosis', 'repair', 'policy', 'note'].map(
  (folder) => `lib/${folder}/**/*.ts`,
);
const tests = ['**/*.test.{ts,tsx}', '**/*.itest.{ts,tsx}'];

/** Where Next, or a tool, reads a file's default export or its environment by convention. */
const nextFiles =
  'app/**/{page,layout,loading,error,global-error,not-found,forbidden,unauthorized,template,default,icon,sitemap,robots}.{ts,tsx}';
const toolConfigs = '{*.config.{ts,mjs},.dependency-cruiser.mjs}';

export default tseslint.config(
  globalIgnores(['.next/', '.data/', '.e2e/', 'coverage/', 'lib/generated/', 'next-env.d.ts']),
  // React's and Next's rules where there is React and Next: elsewhere they only cost time.
  ...nextVitals.map((config) => ('ignores' in config && !config.rules ? config : { ...config, files: web })),
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // An interface may ask for a promise where one implementation has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/ban-ts-comment': 'error',
    },
  },
  {
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', 400],
      'no-console': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-exports': [
        'error',
        { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } },
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '(^|/)(utils?|helpers?|index)$', message: 'Name the file after what it does.' },
          ],
        },
      ],
      'no-restricted-syntax': ['error', banned.processEnv, banned.envImport, banned.reExport],
    },
  },
  {
    files: core,
    ignores: tests,
    rules: {
      'no-restricted-syntax': ['error', banned.reExport, banned.clock, banned.chance, banned.process],
    },
  },
  {
    // Next demands these two: it builds such files for two runtimes and two modes, and replaces them by constants.
    files: ['instrumentation.ts', 'proxy.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        banned.reExport,
        {
          selector: `MemberExpression:not([property.name=/^(?:NEXT_RUNTIME|NODE_ENV)$/]) > ${banned.processEnv.selector}`,
          message: banned.processEnv.message,
        },
      ],
    },
  },
  {
    files: [
      ...['lib/env.ts', 'lib/env.test.ts', 'sandbox/main.ts', 'sandbox/environment.ts', toolConfigs],
      ...['scripts/**', 'bench/**', 'e2e/**'],
    ],
    rules: { 'no-restricted-syntax': ['error', banned.reExport] },
  },
  {
    // Playwright, too, takes its set-up as a default export.
    files: [nextFiles, toolConfigs, 'scripts/testing/start-e2e-stack.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  // There is no pages/ folder, which this rule looks for.
  { files: web, rules: { '@next/next/no-html-link-for-pages': 'off' } },
  { files: ['scripts/**', 'sandbox/**', 'bench/**', 'e2e/**', 'cli/**'], rules: { 'no-console': 'off' } },
  // Read by Nodes too old for anything newer, to tell them so.
  { files: ['scripts/run.mjs'], rules: { 'no-var': 'off' } },
  {
    files: tests,
    rules: {
      // A test may take apart what it just made sure of.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
