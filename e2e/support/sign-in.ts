import { expect, type Page } from '@playwright/test';

/** Signs in as people do: our page, the GitLab's sign-in and consent, and back to where they wanted to go. */
export async function signIn(page: Page, username: string, path = '/failures'): Promise<void> {
  await page.goto(path);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByRole('button', { name: /^Sign in with/ }).click();
  await page.getByLabel('Username').selectOption(username);
  await page.getByLabel('Password').fill('password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  // Who agreed once is not asked again.
  const consent = page.getByRole('button', { name: /^Authorize/ });
  const home = page.getByRole('navigation', { name: 'Main' });
  await expect(consent.or(home).first()).toBeVisible();
  if (await consent.isVisible()) await consent.click();
  await expect(home).toBeVisible();
  await expect(page).toHaveURL((url) => url.pathname + url.search === path);
}
