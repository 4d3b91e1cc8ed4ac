import { expect, it } from 'vitest';

import { missingIncludes } from './missing-includes';

it.each<[string, string[]]>([
  ['test: { script: [true] }', []],
  ['include: ci/base.yml', []],
  ['include:\n  - local: ci/*.yml\n  - /ci/other.yml', []],
  ['include: https://example.com/ci.yml', ['remote https://example.com/ci.yml']],
  ['include: { template: Security/SAST.gitlab-ci.yml }', ['template Security/SAST.gitlab-ci.yml']],
  [
    'include:\n  - project: acme/ci\n    file: [/a.yml, /b.yml]\n  - component: example.com/a/b@1.0.0\n  - local: x.yml',
    ['project acme/ci', 'component example.com/a/b@1.0.0'],
  ],
  ['include:\n  - template: A.yml\n    rules: [{ if: $NEVER }]', []],
  ['include: [', []],
])('of %j names %j', (text, names) => {
  expect(missingIncludes(text)).toEqual(names);
});
