import { expect, type Page, test } from '@playwright/test';

import { connectProject } from './support/connect-project';
import { expectStatus } from './support/expect-status';
import { sampleFailures } from './support/sample-failures';
import { seedFailures } from './support/seed-failures';
import { signIn } from './support/sign-in';
import { withDatabase } from './support/stack-parts';

test('everything is reached and done with the keyboard alone', async ({ page }) => {
  await signIn(page, 'maya');
  const { projectId } = await connectProject(page, 'keys', { 'README.md': 'x\n' });
  const waiting = sampleFailures.filter(({ name }) => name === 'waiting');
  await withDatabase((db) => seedFailures(db, waiting, { projectId, now: new Date() }));
  await page.goto(`/failures?project=${projectId}`);

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await tabTo(page, 'ESLint found 3 problems');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('ESLint found 3 problems');

  await tabTo(page, 'Dismiss');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Dismiss', exact: true })).toBeFocused();

  await page.keyboard.press('Enter');
  await tabTo(page, 'Reason');
  await page.keyboard.type('not now');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expectStatus(page, 'Dismissed');
  await expect(page.getByText(/not now/).first()).toBeVisible();
});

/** Presses Tab until what has the focus is called so, and shows it. Fails after a full round. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    const words = await focused.evaluate((element) =>
      [element.textContent, element.closest('label')?.textContent, element.getAttribute('aria-label')].join(
        ' ',
      ),
    );
    if (!words.includes(name)) continue;
    await expect(focused).toHaveCSS('outline-style', 'solid');
    return;
  }
  throw new Error(`No Tab led to ${name}.`);
}
