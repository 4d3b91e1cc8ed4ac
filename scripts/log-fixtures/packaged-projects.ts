import type { FixtureProject } from './fixture-project';

const esm = '{ "name": "till", "version": "1.0.0", "type": "module" }\n';
const plain = '{ "name": "till", "version": "1.0.0" }\n';
const spec = [
  "describe('till', () => {",
  "  it('adds money', () => {",
  '    expect(2 + 2).toBe(5);',
  '  });',
  '',
  "  it('opens', () => {",
  "    throw new Error('the drawer is stuck');",
  '  });',
  '',
  "  it('closes', () => {});",
  '});',
  '',
].join('\n');
const chaiLess = [
  "const assert = require('node:assert');",
  '',
  "describe('till', () => {",
  "  it('adds money', () => {",
  '    assert.strictEqual(2 + 2, 5);',
  '  });',
  '',
  "  describe('drawer', () => {",
  "    it('opens', () => {",
  "      throw new Error('the drawer is stuck');",
  '    });',
  '  });',
  '',
  "  it('closes', () => {});",
  '});',
  '',
].join('\n');
const sloppy = 'var total = 1\nif (total == 2) {\n  debugger\n}\nexport { total, coins }\n';

export const packagedProjects: readonly FixtureProject[] = [
  {
    name: 'jest',
    packages: ['jest@30.0.5'],
    files: { 'package.json': plain, 'till.test.js': spec },
    argv: ['jest'],
    command: 'npx jest',
  },
  {
    name: 'jest-cannot-load',
    packages: ['jest@30.0.5'],
    files: {
      'package.json': plain,
      'till.test.js': "const { till } = require('./gone');\n\ntest('opens', () => till());\n",
    },
    argv: ['jest'],
    command: 'npx jest',
  },
  {
    name: 'mocha',
    packages: ['mocha@11.7.1'],
    files: { 'package.json': plain, 'test/till.js': chaiLess },
    argv: ['mocha'],
    command: 'npx mocha',
  },
  {
    name: 'mocha-dot',
    packages: ['mocha@11.7.1'],
    files: { 'package.json': plain, 'test/till.js': chaiLess },
    argv: ['mocha', '--reporter', 'dot'],
    command: 'npx mocha --reporter dot',
  },
  {
    name: 'jasmine',
    packages: ['jasmine@5.9.0'],
    files: { 'package.json': plain, 'spec/till.spec.js': spec },
    argv: ['jasmine', '--random=false', 'spec/till.spec.js'],
    command: 'npx jasmine',
  },
  {
    name: 'ava',
    packages: ['ava@6.4.1'],
    files: {
      'package.json': esm,
      'test.js':
        "import test from 'ava';\n\ntest('adds money', (t) => {\n  t.is(2 + 2, 5);\n});\n\ntest('closes', (t) => t.pass());\n",
    },
    argv: ['ava', '--no-color'],
    command: 'npx ava',
  },
  {
    name: 'tape',
    packages: ['tape@5.9.0'],
    files: {
      'package.json': plain,
      'test.js':
        "const test = require('tape');\n\ntest('adds money', (t) => {\n  t.equal(2 + 2, 5);\n  t.end();\n});\n",
    },
    argv: ['tape', 'test.js'],
    command: 'npx tape test.js',
  },
  {
    name: 'stylelint',
    packages: ['stylelint@16.23.1', 'stylelint-config-standard@39.0.0'],
    files: {
      'package.json': esm,
      '.stylelintrc.json': '{ "extends": "stylelint-config-standard" }\n',
      'till.css': 'a{color:#FFF;colour: red}\n',
    },
    argv: ['stylelint', '--no-color', '*.css'],
    command: "npx stylelint '*.css'",
  },
  {
    name: 'biome',
    packages: ['@biomejs/biome@2.2.0'],
    files: { 'package.json': esm, 'till.js': sloppy },
    argv: ['biome', 'ci', '--colors=off', '.'],
    command: 'npx biome ci .',
  },
  {
    name: 'oxlint',
    packages: ['oxlint@1.12.0'],
    files: { 'package.json': esm, 'till.js': sloppy },
    argv: ['oxlint', '--deny', 'no-debugger', 'till.js'],
    command: 'npx oxlint',
  },
  {
    name: 'standard',
    packages: ['standard@17.1.2'],
    files: { 'package.json': esm, 'till.js': sloppy },
    argv: ['standard'],
    command: 'npx standard',
  },
  {
    name: 'markdownlint',
    packages: ['markdownlint-cli2@0.18.1'],
    files: { 'README.md': '#Till\n\n\nopen it  \n* one\n' },
    argv: ['markdownlint-cli2', '*.md'],
    command: "npx markdownlint-cli2 '**/*.md'",
  },
  {
    name: 'cspell',
    packages: ['cspell@9.2.0'],
    files: { 'README.md': 'The tilll counts moneyz.\n' },
    argv: ['cspell', 'README.md'],
    command: 'npx cspell .',
  },
  {
    name: 'commitlint',
    packages: ['@commitlint/cli@19.8.1', '@commitlint/config-conventional@19.8.1'],
    files: {
      'package.json': esm,
      '.commitlintrc.json': '{ "extends": ["@commitlint/config-conventional"] }\n',
      'message.txt': 'Opened the till.\n',
    },
    argv: ['bash', '-c', 'commitlint < message.txt'],
    command: 'npx commitlint --from main',
  },
  {
    name: 'webpack',
    packages: ['webpack@5.101.0', 'webpack-cli@6.0.1'],
    files: { 'package.json': plain, 'src/index.js': "import { till } from './gone';\n\ntill();\n" },
    argv: ['webpack', '--mode', 'production', '--no-color'],
    command: 'npx webpack --mode production',
  },
  {
    name: 'rollup',
    packages: ['rollup@4.46.2'],
    files: {
      'package.json': esm,
      'till.js': "import { coins } from './money.js';\n\nconsole.log(coins);\n",
      'money.js': 'export const total = 1;\n',
    },
    argv: ['rollup', 'till.js', '--file', 'out.js'],
    command: 'npx rollup till.js --file out.js',
  },
  {
    name: 'esbuild',
    packages: ['esbuild@0.25.9'],
    files: { 'till.ts': "import { coins } from './gone';\n\nconsole.log(coins;\n" },
    argv: ['esbuild', '--bundle', '--color=false', 'till.ts'],
    command: 'npx esbuild --bundle till.ts',
  },
  {
    name: 'vite-build',
    packages: ['vite@7.1.1'],
    files: {
      'package.json': esm,
      'index.html': '<script type="module" src="/till.js"></script>\n',
      'till.js': "import { total } from './gone.js';\n\ntotal();\n",
    },
    argv: ['vite', 'build'],
    command: 'npx vite build',
  },
  {
    name: 'vue-tsc',
    packages: ['vue-tsc@3.0.5', 'typescript@5.9.2', 'vue@3.5.18'],
    files: {
      'package.json': esm,
      'tsconfig.json':
        '{ "compilerOptions": { "strict": true, "noEmit": true, "skipLibCheck": true, "target": "es2022", "module": "esnext", "moduleResolution": "bundler" }, "include": ["*.vue"] }\n',
      'till.vue':
        '<script setup lang="ts">\nconst coins: number = "five";\n</script>\n\n<template>{{ total }}</template>\n',
    },
    argv: ['vue-tsc'],
    command: 'npx vue-tsc',
  },
  {
    name: 'svelte-check',
    packages: ['svelte-check@4.3.1', 'typescript@5.9.2', 'svelte@5.38.0'],
    files: {
      'package.json': esm,
      'tsconfig.json': '{ "compilerOptions": { "strict": true } }\n',
      'till.svelte': '<script lang="ts">\n  const coins: number = "five";\n</script>\n\n{coins}\n',
    },
    argv: ['svelte-check'],
    command: 'npx svelte-check',
  },
  {
    name: 'pyright',
    packages: ['pyright@1.1.403'],
    files: { 'till.py': 'def total(coins: list[int]) -> int:\n    return "none"\n\n\ntotal("five")\n' },
    argv: ['pyright', 'till.py'],
    command: 'pyright',
  },
  {
    name: 'sass',
    packages: ['sass@1.90.0'],
    files: { 'till.scss': '.till {\n  color: $gold;\n}\n' },
    argv: ['sass', '--no-color', 'till.scss'],
    command: 'npx sass till.scss',
  },
  {
    name: 'babel',
    packages: ['@babel/core@7.28.0', '@babel/cli@7.28.0'],
    files: { 'package.json': plain, 'till.js': 'const total = (coins => {\n' },
    argv: ['babel', 'till.js'],
    command: 'npx babel till.js',
  },
  {
    name: 'htmlhint',
    packages: ['htmlhint@1.6.3'],
    files: { 'till.html': '<html><body><img src=till.png><div></body></html>\n' },
    argv: ['htmlhint', '--nocolor', 'till.html'],
    command: 'npx htmlhint',
  },
  {
    name: 'npm-peer-conflict',
    files: {
      'package.json':
        '{ "name": "till", "version": "1.0.0", "dependencies": { "react": "17.0.2", "react-dom": "18.3.1" } }\n',
    },
    packages: [],
    argv: ['npm', 'install', '--no-audit', '--no-fund'],
    command: 'npm install',
  },
  {
    name: 'npm-no-such-version',
    files: {
      'package.json': '{ "name": "till", "version": "1.0.0", "dependencies": { "picocolors": "99.0.0" } }\n',
    },
    packages: [],
    argv: ['npm', 'install', '--no-audit', '--no-fund'],
    command: 'npm install',
  },
  {
    name: 'pnpm-frozen-lockfile',
    packages: ['pnpm@10.14.0'],
    files: {
      'package.json': '{ "name": "till", "version": "1.0.0", "dependencies": { "picocolors": "1.1.1" } }\n',
      'pnpm-lock.yaml': "lockfileVersion: '9.0'\n\nimporters:\n\n  .: {}\n",
    },
    argv: ['pnpm', 'install', '--frozen-lockfile'],
    command: 'pnpm install --frozen-lockfile',
  },
];
