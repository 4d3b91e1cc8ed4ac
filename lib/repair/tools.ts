import type { Diagnosis } from '@/lib/domain/diagnosis';

import type { Tool } from './tool';
import { prettierStyleFlags } from './prettier-flags';
import { filesNamed, isToolConfiguration, sourcesWith } from './tool-paths';

const JS = ['js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'cts'] as const;
const STYLES = ['css', 'scss', 'less', 'sass'] as const;
const TEXTS = [
  'json',
  'jsonc',
  'json5',
  'md',
  'mdx',
  'yml',
  'yaml',
  'html',
  'vue',
  'graphql',
  'gql',
  'hbs',
] as const;
const python = sourcesWith('py', 'pyi', 'ipynb');

const TABLE = {
  eslint: {
    label: 'ESLint',
    kind: 'lint',
    findingNames: ['eslint'],
    invocation: /(^|[\s/])eslint(\s|$)/,
    from: 'node_modules',
    program: 'eslint',
    fixArguments: ['--fix'],
    defaultPaths: ['.'],
    keptFlags: {
      '--ext': 'value',
      '--config': 'value',
      '-c': 'value',
      '--ignore-path': 'value',
      '--no-error-on-unmatched-pattern': 'alone',
    },
    mayTouch: sourcesWith(...JS, 'vue', 'svelte', 'astro', 'md', 'mdx'),
  },
  prettier: {
    label: 'Prettier',
    kind: 'format',
    findingNames: ['prettier'],
    invocation: /(^|[\s/])prettier(\s|$)/,
    from: 'node_modules',
    program: 'prettier',
    fixArguments: ['--write'],
    defaultPaths: ['.'],
    keptFlags: {
      '--config': 'value',
      '--ignore-path': 'value',
      '--ignore-unknown': 'alone',
      '-u': 'alone',
      '--no-error-on-unmatched-pattern': 'alone',
      ...prettierStyleFlags,
    },
    mayTouch: (path) => sourcesWith(...JS, ...STYLES, ...TEXTS)(path) || isToolConfiguration(path),
  },
  stylelint: {
    label: 'Stylelint',
    kind: 'lint',
    findingNames: ['stylelint'],
    invocation: /(^|[\s/])stylelint(\s|$)/,
    from: 'node_modules',
    program: 'stylelint',
    fixArguments: ['--fix'],
    defaultPaths: ['"**/*.{css,scss,less}"'],
    keptFlags: { '--config': 'value', '--ignore-path': 'value', '--allow-empty-input': 'alone' },
    mayTouch: sourcesWith(...STYLES, 'vue', 'html'),
  },
  biome: {
    label: 'Biome',
    kind: 'lint',
    findingNames: ['biome'],
    invocation: /(^|[\s/])biome(\s|$)/,
    from: 'node_modules',
    program: 'biome',
    fixArguments: ['check', '--write'],
    defaultPaths: ['.'],
    keptFlags: { '--config-path': 'value', '--no-errors-on-unmatched': 'alone' },
    mayTouch: sourcesWith(...JS, 'json', 'jsonc', 'css', 'graphql', 'html', 'vue', 'svelte', 'astro'),
  },
  ruff: {
    label: 'Ruff',
    kind: 'lint',
    findingNames: ['ruff'],
    invocation: /(^|[\s/])ruff(\s+check|\s+[^f]|\s*$)/,
    from: 'path',
    program: 'ruff',
    subcommand: 'check',
    fixArguments: ['check', '--fix'],
    defaultPaths: ['.'],
    keptFlags: { '--config': 'value' },
    mayTouch: python,
  },
  'ruff-format': {
    label: 'Ruff format',
    kind: 'format',
    findingNames: ['ruff-format', 'ruff format'],
    invocation: /(^|[\s/])ruff\s+format(\s|$)/,
    from: 'path',
    program: 'ruff',
    subcommand: 'format',
    fixArguments: ['format'],
    defaultPaths: ['.'],
    keptFlags: { '--config': 'value' },
    mayTouch: python,
  },
  black: {
    label: 'Black',
    kind: 'format',
    findingNames: ['black'],
    invocation: /(^|[\s/])black(\s|$)/,
    from: 'path',
    program: 'black',
    fixArguments: [],
    defaultPaths: ['.'],
    keptFlags: { '--line-length': 'value', '-l': 'value', '--config': 'value', '-S': 'alone' },
    mayTouch: python,
  },
  isort: {
    label: 'isort',
    kind: 'format',
    findingNames: ['isort'],
    invocation: /(^|[\s/])isort(\s|$)/,
    from: 'path',
    program: 'isort',
    fixArguments: [],
    defaultPaths: ['.'],
    keptFlags: { '--profile': 'value' },
    mayTouch: python,
  },
  rubocop: {
    label: 'RuboCop',
    kind: 'lint',
    findingNames: ['rubocop'],
    invocation: /(^|[\s/])rubocop(\s|$)/,
    from: 'bundle',
    program: 'rubocop',
    fixArguments: ['-a'],
    defaultPaths: [],
    keptFlags: { '--config': 'value', '-c': 'value', '--parallel': 'alone', '-P': 'alone' },
    mayTouch: (path) => sourcesWith('rb', 'rake', 'gemspec')(path) || filesNamed('Gemfile', 'Rakefile')(path),
  },
  gofmt: {
    label: 'gofmt',
    kind: 'format',
    findingNames: ['gofmt'],
    invocation: /(^|[\s/(])gofmt(\s|$)/,
    from: 'path',
    program: 'gofmt',
    fixArguments: ['-w'],
    defaultPaths: ['.'],
    keptFlags: { '-s': 'alone' },
    mayTouch: sourcesWith('go'),
  },
  'golangci-lint': {
    label: 'golangci-lint',
    kind: 'lint',
    findingNames: ['golangci-lint', 'golangci'],
    invocation: /(^|[\s/])golangci-lint(\s|$)/,
    from: 'path',
    program: 'golangci-lint',
    subcommand: 'run',
    fixArguments: ['run', '--fix'],
    defaultPaths: [],
    keptFlags: { '--config': 'value', '-c': 'value', '--timeout': 'value' },
    mayTouch: sourcesWith('go'),
  },
  'cargo-fmt': {
    label: 'cargo fmt',
    kind: 'format',
    findingNames: ['rustfmt', 'cargo-fmt', 'cargo fmt'],
    invocation: /(^|\s)cargo\s+fmt(\s|$)/,
    from: 'path',
    program: 'cargo',
    subcommand: 'fmt',
    fixArguments: ['fmt'],
    defaultPaths: [],
    keptFlags: { '--all': 'alone' },
    mayTouch: sourcesWith('rs'),
  },
  clippy: {
    label: 'Clippy',
    kind: 'lint',
    findingNames: ['clippy'],
    invocation: /(^|\s)cargo\s+clippy(\s|$)/,
    from: 'path',
    program: 'cargo',
    subcommand: 'clippy',
    fixArguments: ['clippy', '--fix', '--allow-dirty', '--allow-staged'],
    defaultPaths: [],
    keptFlags: {
      '--all-targets': 'alone',
      '--all-features': 'alone',
      '--workspace': 'alone',
      '--locked': 'alone',
    },
    mayTouch: sourcesWith('rs'),
  },
  terraform: {
    label: 'terraform fmt',
    kind: 'format',
    findingNames: ['terraform', 'terraform fmt', 'terraform-fmt'],
    invocation: /(^|\s)terraform\s+fmt(\s|$)/,
    from: 'path',
    program: 'terraform',
    subcommand: 'fmt',
    fixArguments: ['fmt'],
    defaultPaths: [],
    keptFlags: { '-recursive': 'alone' },
    mayTouch: sourcesWith('tf', 'tfvars'),
  },
  'php-cs-fixer': {
    label: 'PHP CS Fixer',
    kind: 'format',
    findingNames: ['php-cs-fixer'],
    invocation: /(^|[\s/])php-cs-fixer(\s|$)/,
    from: 'vendor/bin',
    program: 'php-cs-fixer',
    subcommand: 'fix',
    fixArguments: ['fix'],
    defaultPaths: [],
    keptFlags: {},
    mayTouch: sourcesWith('php'),
  },
  phpcbf: {
    label: 'PHP_CodeSniffer',
    kind: 'lint',
    findingNames: ['phpcs', 'phpcbf', 'php_codesniffer'],
    invocation: /(^|[\s/])phpcs(\s|$)/,
    from: 'vendor/bin',
    program: 'phpcbf',
    fixArguments: [],
    defaultPaths: [],
    keptFlags: {},
    mayTouch: sourcesWith('php'),
  },
  ktlint: {
    label: 'ktlint',
    kind: 'format',
    findingNames: ['ktlint'],
    invocation: /(^|[\s/])ktlint(\s|$)/,
    from: 'path',
    program: 'ktlint',
    fixArguments: ['-F'],
    defaultPaths: [],
    keptFlags: { '--relative': 'alone' },
    mayTouch: sourcesWith('kt', 'kts'),
  },
  'dotnet-format': {
    label: 'dotnet format',
    kind: 'format',
    findingNames: ['dotnet-format', 'dotnet format'],
    invocation: /(^|\s)dotnet\s+format(\s|$)/,
    from: 'path',
    program: 'dotnet',
    subcommand: 'format',
    fixArguments: ['format'],
    defaultPaths: [],
    keptFlags: { '--no-restore': 'alone' },
    mayTouch: sourcesWith('cs', 'vb', 'fs'),
  },
  'npm-lockfile': {
    label: 'npm',
    kind: 'lockfile',
    findingNames: ['npm'],
    invocation: /(^|\s)npm\s+(ci|clean-install|install-clean)(\s|$)/,
    from: 'path',
    program: 'npm',
    fixArguments: ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'],
    defaultPaths: [],
    keptFlags: {},
    mayTouch: filesNamed('package-lock.json', 'npm-shrinkwrap.json'),
  },
  'pnpm-lockfile': {
    label: 'pnpm',
    kind: 'lockfile',
    findingNames: ['pnpm'],
    invocation: /(^|\s)pnpm\s+(i|install)(\s|$)/,
    from: 'path',
    program: 'pnpm',
    fixArguments: ['install', '--lockfile-only', '--no-frozen-lockfile', '--ignore-scripts'],
    defaultPaths: [],
    keptFlags: {},
    mayTouch: filesNamed('pnpm-lock.yaml'),
  },
  'yarn-lockfile': {
    label: 'Yarn',
    kind: 'lockfile',
    findingNames: ['yarn'],
    invocation: /(^|\s)yarn(\s+install)?(\s+--\S+)*\s*$/,
    from: 'path',
    program: 'yarn',
    fixArguments: ['install'],
    defaultPaths: [],
    keptFlags: {},
    script: [
      'case "$(yarn --version)" in' +
        ' 1.*) yarn install --ignore-scripts --non-interactive ;;' +
        ' *) YARN_ENABLE_IMMUTABLE_INSTALLS=false yarn install --mode=update-lockfile ;;' +
        ' esac',
    ],
    mayTouch: filesNamed('yarn.lock'),
  },
  'go-mod': {
    label: 'go mod tidy',
    kind: 'lockfile',
    findingNames: ['go-mod', 'go mod'],
    invocation: /(^|\s)go\s+mod\s+(tidy|verify|download)(\s|$)/,
    from: 'path',
    program: 'go',
    fixArguments: ['mod', 'tidy'],
    defaultPaths: [],
    keptFlags: {},
    mayTouch: filesNamed('go.sum'),
  },
  'cargo-lockfile': {
    label: 'Cargo',
    kind: 'lockfile',
    findingNames: ['cargo-lock', 'cargo'],
    invocation: /(^|\s)cargo\s+\w+(\s.*)?\s--locked(\s|$)/,
    from: 'path',
    program: 'cargo',
    fixArguments: ['update', '--workspace'],
    defaultPaths: [],
    keptFlags: {},
    mayTouch: filesNamed('Cargo.lock'),
  },
} as const satisfies Record<string, Tool>;

export type ToolId = keyof typeof TABLE;

/** The tools, in the order in which they are tried. */
export const toolIds = Object.keys(TABLE) as readonly ToolId[];

/** The one tool of this id. */
export function toolById(id: ToolId): Tool & { readonly id: ToolId } {
  return { id, ...(TABLE[id] satisfies Tool) };
}

/** True when a text, from the database say, names a tool of the table. */
export function isToolId(text: string): text is ToolId {
  return Object.hasOwn(TABLE, text);
}

const LOCKFILE_WORDS =
  /EUSAGE|\bin sync\b|out of sync|frozen.?lockfile|OUTDATED_LOCKFILE|YN0028|lock ?file (needs|would|is not)|updates to go\.mod|missing go\.sum entry|--locked was passed/i;

/**
 * The tools whose kind of failure this is, from what the diagnosis lists. A log can only choose among the tools of the table;
 * it never adds a word to a command.
 */
export function toolsFor(diagnosis: Diagnosis): readonly (Tool & { readonly id: ToolId })[] {
  return toolIds.map(toolById).filter((tool) => concerns(tool, diagnosis));
}

function concerns(tool: Tool, diagnosis: Diagnosis): boolean {
  const { category, findings, command } = diagnosis;
  const reported = findings.some((finding) => tool.findingNames.includes(finding.tool.toLowerCase()));
  const called = command !== null && tool.invocation.test(command.slice(0, 2_000));
  if (tool.kind === 'lockfile') {
    return category === 'dependency' && (reported || called) && saysLockfile(diagnosis);
  }
  if (category !== 'format' && category !== 'lint') return false;
  return reported || (findings.length === 0 && called);
}

function saysLockfile({ summary, verdictReason, findings, evidence }: Diagnosis): boolean {
  const texts = [
    summary,
    verdictReason,
    ...findings.flatMap(({ code, message }) => [code ?? '', message]),
    ...evidence.flatMap(({ lines }) => lines),
  ];
  return texts.some((text) => LOCKFILE_WORDS.test(text.slice(0, 2_000)));
}
