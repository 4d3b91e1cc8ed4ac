import { expect, test } from '@playwright/test';

import { connectProject } from './support/connect-project';
import { expectStatus } from './support/expect-status';
import { pushChange, readFile } from './support/push-change';
import { signIn } from './support/sign-in';

const main = {
  'package.json': '{ "name": "mailer", "type": "module", "private": true }\n',
  'tsconfig.json':
    '{\n  "compilerOptions": { "strict": true, "target": "ES2022", "module": "NodeNext", "types": [], "noEmit": true },\n  "include": ["src"]\n}\n',
  'src/customer.ts': 'export interface Customer {\n  name: string;\n  email: string;\n}\n',
  '.gitlab-ci.yml': 'types:\n  script:\n    - tsc --noEmit\n',
};
const broken =
  "import type { Customer } from './customer.js';\n\nexport function address(customer: Customer): string {\n  return `${customer.name} <${customer.emial}>`;\n}\n";

test('a failure arrives live, its evidence is read, its fix approved, seen applied, and undone', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await signIn(page, 'maya');
  const { gitlabProjectId, projectId, path } = await connectProject(page, 'mailer', main);
  await expect(page.getByText('Webhook verified')).toBeVisible();

  await page.goto(`/failures?project=${projectId}`);
  await expect(page.getByText('No failure matches')).toBeVisible();
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await pushChange(gitlabProjectId, {
    branch: 'feature/address',
    title: 'Add addresses',
    files: { 'src/address.ts': broken },
  });

  // From here on nothing is reloaded.
  const row = page.getByRole('row', { name: /emial/ });
  await expect(row).toBeVisible({ timeout: 60_000 });
  await expect(row).toContainText('Type check');
  await expect(row).toContainText(path);
  await row.getByRole('link').first().click();

  await expect(page.getByRole('heading', { level: 1 })).toContainText('emial');
  const evidence = page.getByRole('figure').first();
  await expect(evidence).toContainText('TS2551');
  const lineLink = evidence.getByRole('link').first();
  await expect(lineLink).toHaveAttribute('href', /\/-\/jobs\/\d+#L\d+$/);
  expect(await lineLink.textContent()).toBe((await lineLink.getAttribute('href'))?.match(/#L(\d+)$/)?.[1]);

  const approve = page.getByRole('button', { name: 'Approve', exact: true });
  await expect(page.getByText('Waiting for approval', { exact: true }).first()).toBeVisible({
    timeout: 120_000,
  });
  await expect(page.getByRole('row', { name: /^types Failed Passed$/ })).toBeVisible();
  expect(await readFile(gitlabProjectId, 'feature/address', 'src/address.ts')).toBe(broken);

  await approve.click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('feature/address');
  await dialog.getByRole('button', { name: 'Approve and apply' }).click();
  await expect(dialog).toBeHidden();
  await expectStatus(page, 'Mended');
  await expect(page.getByText(/Approved by Maya/).first()).toBeVisible();
  expect(await readFile(gitlabProjectId, 'feature/address', 'src/address.ts')).toBe(
    broken.replace('emial', 'email'),
  );

  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Undo the fix' }).click();
  await expect(page.getByRole('heading', { name: 'Fix Undone' })).toBeVisible({ timeout: 60_000 });
  expect(await readFile(gitlabProjectId, 'feature/address', 'src/address.ts')).toBe(broken);
});
