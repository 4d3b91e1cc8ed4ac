import { expect, test } from '@playwright/test';

import { connectProject } from './support/connect-project';
import { expectStatus } from './support/expect-status';
import { pushChange } from './support/push-change';
import { signIn } from './support/sign-in';

const main = {
  'package.json': '{ "name": "sums", "type": "module", "private": true }\n',
  'src/add.js': 'export const add = (a, b) => a + b;\n',
  'test/add.test.js':
    "import assert from 'node:assert/strict';\nimport { test } from 'node:test';\nimport { add } from '../src/add.js';\n\ntest('adds two numbers', () => {\n  assert.equal(add(2, 3), 5);\n});\n",
  '.gitlab-ci.yml': 'unit:\n  script:\n    - node --test\n',
};

test('a failure without a fix is tried again, then dismissed with a reason that stays on record', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await signIn(page, 'maya');
  const { gitlabProjectId, projectId } = await connectProject(page, 'sums', main);
  await pushChange(gitlabProjectId, {
    branch: 'feature/add',
    title: 'Subtract instead',
    files: { 'src/add.js': 'export const add = (a, b) => a - b;\n' },
    existing: ['src/add.js'],
  });
  await page.goto(`/failures?project=${projectId}`);
  await page.getByRole('link', { name: /adds two numbers/ }).click();
  const head = page.getByRole('heading', { level: 1 });
  await expect(head).toContainText('adds two numbers', { timeout: 60_000 });
  await expectStatus(page, 'No fix');
  await expect(page.getByText('test/add.test.js').first()).toBeVisible();
  await expect(page.getByText('Failed again', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Retry', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByText('asked for another try').first()).toBeVisible();
  await expectStatus(page, 'No fix');

  await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
  await page.getByRole('textbox', { name: /^Reason/ }).fill('an experiment <b>of mine</b>');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Dismiss' }).click();
  await expectStatus(page, 'Dismissed');
  await expect(page.getByText('an experiment <b>of mine</b>').first()).toBeVisible();
  await page.getByRole('button', { name: /^Dismiss \(not possible now/ }).focus();
  await expect(page.getByRole('tooltip')).toContainText('It is dismissed already.');
});
