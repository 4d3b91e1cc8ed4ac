import type { Files } from './stage';

const packageJson = '{ "name": "app", "type": "module", "private": true }\n';

/** A project whose one job is a formatter's check; `unformatted` breaks it. */
export const formatted: Files = {
  'package.json':
    '{\n  "name": "app",\n  "type": "module",\n  "private": true,\n  "devDependencies": { "prettier": "3.10.1" }\n}\n',
  '.prettierrc.json': '{ "singleQuote": true }\n',
  '.gitlab-ci.yml': 'format:\n  script:\n    - prettier --check src\n',
  'src/name.js': "export const name = 'Ada';\n",
};
export const unformatted: Files = { 'src/greet.js': 'export const greet  = (who)=> "hi "+who\n' };
export const reformatted = "export const greet = (who) => 'hi ' + who;\n";

/** A project whose one job is a linter that mends what it finds in the runner; `unlinted` breaks it. */
export const linted: Files = {
  'package.json': packageJson,
  'eslint.config.mjs': "export default [{ files: ['**/*.js'], rules: { 'prefer-const': 'error' } }];\n",
  '.gitlab-ci.yml': 'lint:\n  script:\n    - eslint .\n',
};
export const unlinted: Files = {
  'double.js': 'let factor = 2;\nexport const double = (value) => value * factor;\n',
};

export function withCi(files: Files, yaml: string): Files {
  return { ...files, '.gitlab-ci.yml': yaml };
}

/** Pipelines for merge requests only and, if that is said, for whoever asks by API. */
export function workflowForMergeRequests({ api }: { api: boolean }): string {
  const byApi = api ? '    - if: $CI_PIPELINE_SOURCE == "api"\n' : '';
  return `workflow:
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
${byApi}
format:
  script:
    - prettier --check src
`;
}
