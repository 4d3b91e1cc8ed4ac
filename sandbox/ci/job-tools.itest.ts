import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CiDriver } from './testing/ci-driver';

let gitlab: CiDriver;
beforeAll(async () => {
  gitlab = await CiDriver.start({ toolPath: [path.resolve(import.meta.dirname, '../../node_modules/.bin')] });
});
afterAll(() => gitlab.stop());

const LOCK = {
  name: 'app',
  version: '1.0.0',
  lockfileVersion: 3,
  requires: true,
  packages: { '': { name: 'app', version: '1.0.0' } },
};

it('a job finds the tools that an image would offer, and only the project decides what they say', async () => {
  const project = await gitlab.project('tools', {
    '.gitlab-ci.yml': `
variables: {FF_TIMESTAMPS: "false"}
eslint: {script: [eslint .]}
prettier: {script: [prettier --check .]}
tsc: {script: [tsc -p .]}
test: {script: [node --test]}
lockfile: {script: [npm ci --offline --ignore-scripts]}
missing: {script: [no-such-tool]}
`,
    'eslint.config.js': 'module.exports = [{ rules: { "no-unused-vars": "error" } }];\n',
    'package.json': JSON.stringify(
      { name: 'app', version: '1.0.0', dependencies: { left: 'file:left' } },
      null,
      2,
    ),
    'package-lock.json': JSON.stringify(LOCK, null, 2),
    'left/package.json': '{ "name": "left", "version": "1.0.0" }\n',
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true, "noEmit": true, "types": [] }, "files": ["a.ts"] }\n',
    'a.ts': 'const count: number = "one";\nexport { count };\n',
    'bad.js': 'const unused = 1\n',
    'sum.test.js': `const test = require('node:test');
const assert = require('node:assert');
test('adds', () => assert.strictEqual(1 + 1, 3));
`,
  });
  const pipeline = await gitlab.run(project);
  const jobs = await gitlab.jobs(project, pipeline.id);
  const said = async (name: string) =>
    stripVTControlCharacters(await gitlab.trace(project, jobs[name]?.id ?? 0));
  expect(pipeline.status).toBe('failed');
  expect(await said('eslint')).toMatch(
    /bad\.js\n\s+1:7\s+error\s+'unused' is assigned a value but never used/,
  );
  expect(await said('prettier')).toContain('[warn] bad.js');
  expect(await said('tsc')).toMatch(
    /a\.ts.1.7.* error TS2322: Type 'string' is not assignable to type 'number'/,
  );
  expect(await said('test')).toMatch(/not ok 1 - adds|✖ adds/);
  expect(await said('lockfile')).toContain('npm error code EUSAGE');
  expect(await said('missing')).toMatch(/\/bin\/bash: line \d+: no-such-tool: command not found/);
  expect(await said('missing')).toContain('ERROR: Job failed: exit code 127');
});
