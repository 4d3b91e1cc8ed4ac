import { expectMendedBranch } from '../expectations';
import type { Scenario } from '../scenario';

export const eslintAtAutoLint: Scenario = {
  name: 'eslint-auto-lint',
  title: 'ESLint errors on a merge request are mended by eslint --fix, validated and committed',
  level: 'auto-lint',
  main: {
    'package.json': '{ "name": "cart", "type": "module", "private": true }\n',
    'eslint.config.mjs':
      "export default [{ files: ['**/*.js'], rules: { 'prefer-const': 'error', 'no-var': 'error', 'object-shorthand': 'error' } }];\n",
    'src/total.js': 'export const total = (items) => items.reduce((sum, item) => sum + item.price, 0);\n',
    'test/total.test.js':
      "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { total } from '../src/total.js';\n\ntest('adds prices', () => {\n  assert.equal(total([{ price: 2 }, { price: 3 }]), 5);\n});\n",
    '.gitlab-ci.yml': `stages: [check, test]

default:
  before_script:
    - node --version

lint:
  stage: check
  script:
    - eslint .

unit:
  stage: test
  script:
    - node --test
`,
  },
  change: {
    'src/discount.js': `export function discount(price, percent) {
  var factor = 1 - percent / 100;
  let reduced = price * factor;
  return { price: price, reduced: reduced };
}
`,
  },
  expected: 'mended',
  verify: expectMendedBranch,
};
