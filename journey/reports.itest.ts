import { afterAll, beforeAll, expect, it } from 'vitest';

import { diagnosis as diagnosisSchema } from '@/lib/domain/diagnosis';

import { startProduct, type ProductInProcess } from './testing/product-in-process';
import { Stage, type Files } from './testing/stage';

let product: ProductInProcess;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.stop());

async function foundWith(files: Files) {
  const stage = await Stage.set(product, { level: 'watch', main: { 'README.md': 'till\n' } });
  await stage.change(files);
  const failure = await stage.failureIn('diagnosed');
  const [row] = await stage.db.diagnosis.findMany({ where: { failureId: failure.id } });
  return diagnosisSchema.parse(row?.body);
}

it('names the failed tests of a JUnit report where the log keeps silent, without their secrets', async () => {
  const secret = ['gl', 'pat-', 'v1z9ycFaH3E4w0w4E3Ha'].join('');
  const found = await foundWith({
    'junit.xml': `<testsuite name="till"><testcase classname="shop.TillTest" name="opens" file="till.js">
<failure message="the drawer is closed">the drawer is closed, token ${secret}
  at test/till.test.js:12:3</failure></testcase><testcase classname="shop.TillTest" name="counts"/></testsuite>`,
    '.gitlab-ci.yml': `unit:
  script:
    - exit 1
  artifacts:
    when: always
    reports:
      junit: junit.xml
`,
  });
  expect(found).toMatchObject({
    category: 'test',
    verdict: 'code',
    failedTests: [{ name: 'shop.TillTest.opens', file: 'test/till.test.js', line: 12 }],
  });
  expect(found.failedTests[0]?.message).toContain('the drawer is closed');
  expect(JSON.stringify(found)).not.toContain(secret.slice(8));
});

it('adds what a Code Quality report found to what the log says of a checker', async () => {
  const issue = (line: number) => ({
    description: "'coins' is never used",
    check_name: 'no-unused-vars',
    fingerprint: `f${line}`,
    severity: 'major',
    location: { path: 'src/till.js', lines: { begin: line } },
  });
  const found = await foundWith({
    'said.txt': "src/till.js:3:1: error: 'coins' is never used\n",
    'gl-code-quality-report.json': JSON.stringify([issue(3), issue(9)]),
    '.gitlab-ci.yml': `lint:
  script:
    - cat said.txt; exit 1
  artifacts:
    when: always
    paths: [gl-code-quality-report.json]
    reports:
      codequality: gl-code-quality-report.json
`,
  });
  expect(found.findings.map(({ file, line }) => `${file ?? ''}:${line ?? ''}`)).toContain('src/till.js:9');
});

it('goes on without a report that is no report', async () => {
  const found = await foundWith({
    'junit.xml': '<html>not at all',
    '.gitlab-ci.yml': `unit:
  script:
    - echo "Error, the coin printer is silent"; exit 1
  artifacts:
    when: always
    reports:
      junit: junit.xml
`,
  });
  expect(found.failedTests).toEqual([]);
  expect(found.evidence[0]?.lines.join('\n')).toContain('coin printer');
});
