import { expect, type Page } from '@playwright/test';

import { sandbox } from './stack-parts';

interface Connected {
  readonly gitlabProjectId: number;
  readonly projectId: string;
  readonly path: string;
}

let count = 0;

/** Makes a project on the GitLab and connects it through the pages, as its Owner who is signed in. */
export async function connectProject(
  page: Page,
  name: string,
  files: Readonly<Record<string, string>>,
): Promise<Connected> {
  count += 1;
  const path = `${name}-${Date.now().toString(36)}-${count}`;
  const { id } = await sandbox().createProject({ path, name: path, files });
  await page.goto('/projects/connect');
  await page.getByLabel('Search your projects').fill(path);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: `Connect ${path}` }).click();
  await expect(page.getByRole('heading', { level: 1, name: path })).toBeVisible();
  const projectId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  return { gitlabProjectId: id, projectId, path };
}
