import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

import { connectProject } from './support/connect-project';
import { sampleFailures } from './support/sample-failures';
import { seedFailures } from './support/seed-failures';
import { signIn } from './support/sign-in';
import { withDatabase } from './support/stack-parts';

const shapes = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'light', viewport: { width: 360, height: 740 } },
] as const;

for (const shape of shapes) {
  const name = `${shape.colorScheme} at ${shape.viewport.width} px`;
  test(`every page is accessible, quiet and fits: ${name}`, async ({ browser }) => {
    test.setTimeout(240_000);
    const context = await browser.newContext({ ...shape, reducedMotion: 'reduce' });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) said.push(message.text());
    });
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto('/sign-in');
    await check(page, 'the sign-in');
    await signIn(page, 'maya');
    const { projectId } = await connectProject(page, 'shop', { 'README.md': 'x\n' });
    const ids = await withDatabase((db) => seedFailures(db, sampleFailures, { projectId, now: new Date() }));
    const paths = [
      '/failures',
      `/failures?project=${projectId}&status=open`,
      '/failures?category=permission&status=superseded',
      '/projects',
      '/projects/connect',
      `/projects/${projectId}`,
      ...Object.values(ids).map((id) => `/failures/${id}`),
    ];
    for (const path of paths) {
      await page.goto(path);
      await check(page, path);
    }
    await page.goto(`/failures/${ids['waiting'] ?? ''}`);
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await check(page, 'the approval');
    await page.goto(`/projects/${projectId}`);
    await page.getByRole('button', { name: /^Automation level/ }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await check(page, 'the levels', '[role=menu]');
    expect(said).toEqual([]);
    await context.close();
  });
}

async function check(page: Page, what: string, within = 'html'): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include(within)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const faults = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
  expect.soft(faults, what).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(overflow, `${what} is wider than the screen`).toBe(0);
}
