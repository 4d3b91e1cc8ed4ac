import { expect, type Page } from '@playwright/test';

/** Waits until the failure's page, which keeps itself true, says this status; by the words for screen readers. */
export async function expectStatus(page: Page, label: string, timeout = 120_000): Promise<void> {
  await expect(page.getByText(`Status: ${label}`, { exact: true })).toBeVisible({ timeout });
}
