import { expect, test } from '@playwright/test';

import { connectProject } from './support/connect-project';
import { sampleFailures } from './support/sample-failures';
import { seedFailures } from './support/seed-failures';
import { signIn } from './support/sign-in';
import { withDatabase } from './support/stack-parts';

test('whoever may not see a project finds nothing of it, whatever they ask for', async ({
  page,
  browser,
}) => {
  await signIn(page, 'maya');
  const { projectId } = await connectProject(page, 'secret', { 'README.md': 'x\n' });
  const ids = await withDatabase((db) => seedFailures(db, sampleFailures, { projectId, now: new Date() }));
  const failureId = ids['waiting'] ?? '';
  const fixId = await withDatabase(
    async (db) => (await db.fix.findFirstOrThrow({ where: { failureId } })).id,
  );
  expect((await page.goto(`/failures/${failureId}`))?.status()).toBe(200);

  // A Guest of the group: GitLab shows them the project but not its pipelines.
  const context = await browser.newContext();
  const guest = await context.newPage();
  await signIn(guest, 'guest');
  const unknown = '0198c0de-0000-7000-8000-000000000001';
  for (const path of [
    `/failures/${failureId}`,
    `/failures/${unknown}`,
    '/failures/not-an-id',
    `/projects/${projectId}`,
    `/projects/${unknown}`,
    `/fixes/${fixId}`,
    `/fixes/${unknown}`,
  ]) {
    const answer = await guest.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(guest.getByRole('heading', { name: 'Not found' })).toBeVisible();
    expect(await guest.content(), path).not.toContain('ESLint found');
  }
  expect((await guest.request.get(`/api/live?failure=${failureId}`)).status()).toBe(404);
  expect((await guest.request.get(`/api/live?failure=${unknown}`)).status()).toBe(404);
  await guest.goto(`/failures?project=${projectId}`);
  await expect(guest.getByRole('row')).toHaveCount(0);
  await guest.goto('/projects');
  await expect(guest.getByText('No project is connected yet')).toBeVisible();
  await context.close();
});

test('without a session every page leads to the sign-in and back, and the stream refuses', async ({
  page,
}) => {
  expect((await page.request.get('/api/live')).status()).toBe(401);
  for (const path of ['/failures?status=open', '/projects', '/projects/connect']) {
    await page.goto(path);
    const url = new URL(page.url());
    expect(url.pathname).toBe('/sign-in');
    expect(url.searchParams.get('callbackUrl')).toBe(path);
  }
});

test('a Reporter sees a failure but can do nothing about it', async ({ page, browser }) => {
  await signIn(page, 'maya');
  const { projectId } = await connectProject(page, 'look-only', { 'README.md': 'x\n' });
  const ids = await withDatabase((db) => seedFailures(db, sampleFailures, { projectId, now: new Date() }));
  const context = await browser.newContext();
  const reporter = await context.newPage();
  await signIn(reporter, 'rita', `/failures/${ids['waiting'] ?? ''}`);
  await expect(reporter.getByRole('heading', { level: 1 })).toContainText('ESLint found 3 problems');
  for (const action of ['Approve', 'Retry', 'Dismiss']) {
    const button = reporter.getByRole('button', { name: new RegExp(`^${action} \\(not possible now`) });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toContainText('Developer');
  }
  await context.close();
});
