import { expect, test } from '@playwright/test';

import { connectProject } from './support/connect-project';
import { sampleDiagnosis, type SampleFailure, sampleFailure, sampleFix } from './support/sample-shapes';
import { seedFailures } from './support/seed-failures';
import { signIn } from './support/sign-in';
import { withDatabase } from './support/stack-parts';

const payloads = [
  '<script>window.pwned=1</script>',
  '"><img src=x onerror=window.pwned=1>',
  "'><svg/onload=window.pwned=1>",
  '<iframe srcdoc="<script>parent.pwned=1</script>"></iframe>',
  '</title><script>window.pwned=1</script>',
  '<a href="javascript:window.pwned=1">press</a>',
  '<img src="https://collector.invalid/x.png">',
  '<style>@import "https://collector.invalid/x.css";</style>',
  '{{constructor.constructor("window.pwned=1")()}}',
  '</script><script>window.pwned=1</script>',
  '\u001B]8;;javascript:window.pwned=1\u0007press\u001B]8;;\u0007',
  'safe\u202Egnp.exe',
];

test('texts of strangers are shown as text wherever they stand', async ({ page }) => {
  const outside: string[] = [];
  const own = new Set([new URL(process.env['E2E_APP_URL'] ?? '').origin]);
  await signIn(page, 'maya');
  const { projectId } = await connectProject(page, 'hostile', { 'README.md': 'x\n' });
  const ids = await withDatabase((db) =>
    seedFailures(db, payloads.map(hostileFailure), { projectId, now: new Date() }),
  );
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && !own.has(url.origin)) outside.push(request.url());
  });
  page.on('dialog', (dialog) => void dialog.dismiss());

  await page.goto(`/failures?project=${projectId}`);
  await expect(page.getByText(payloads[0] ?? '').first()).toBeVisible();
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);

  for (const [index, payload] of payloads.entries()) {
    await page.goto(`/failures/${ids[`hostile ${index}`] ?? ''}`);
    const shown = payload.replace(/[\u0000-\u001F\u202E]/g, (char) => `⟨U+${code(char)}⟩`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(shown);
    await expect(page.getByRole('figure').first()).toContainText(shown);
    expect(await page.evaluate(() => 'pwned' in window), payload).toBe(false);
    const hrefs = await page
      .locator('a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(hrefs.filter((href) => !/^(?:\/|#|https?:)/.test(href ?? ''))).toEqual([]);
  }
  expect(outside).toEqual([]);
});

test('the policy forbids inline scripts and everything from elsewhere', async ({ page }) => {
  const answer = await page.goto('/sign-in');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/script-src 'nonce-[A-Za-z0-9+/=]{20,}' 'strict-dynamic'/);
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const again = (await page.goto('/sign-in'))?.headers()['content-security-policy'];
  expect(again).not.toBe(policy);
  // The positive control: without the escaping, this is what would stop it.
  const blocked = page.waitForEvent('console', (message) =>
    message.text().includes('Content Security Policy'),
  );
  await page.evaluate(() => {
    const script = document.createElement('div');
    script.innerHTML = '<img src="x" onerror="window.pwned = 1">';
    document.body.append(script);
  });
  await blocked;
  expect(await page.evaluate(() => 'pwned' in window)).toBe(false);
});

function hostileFailure(text: string, index: number): SampleFailure {
  const finding = {
    tool: text,
    file: text,
    line: 1,
    column: 1,
    code: text,
    severity: 'error' as const,
    message: text,
    logLine: 1,
  };
  return sampleFailure(`hostile ${index}`, {
    branch: text,
    mergeRequest: index + 1,
    title: text,
    status: 'waiting',
    statusReason: text,
    jobs: [[text]],
    undiagnosedJobs: [`${text} again`],
    control: 'failed',
    diagnoses: [
      sampleDiagnosis({
        summary: text,
        verdictReason: text,
        nextStep: text,
        command: text,
        evidence: [{ start: 1, end: 1, reason: text, lines: [text] }],
        findings: [finding],
        failedTests: [{ name: text, file: text, line: 1, message: text }],
      }),
    ],
    fixes: [
      sampleFix({
        strategy: text,
        statusReason: text,
        diff: `--- a/${text}\n+++ b/${text}\n@@ -1,1 +1,1 @@\n-${text}\n+${text}\n`,
        checklist: {
          passed: true,
          automatic: false,
          checks: [{ id: 'x', label: text, passed: false, detail: text }],
        },
        decision: { kind: 'wait-for-approval', chain: [{ rule: text, detail: text }] },
        validation: {
          outcome: 'mended',
          reason: text,
          before: [{ name: text, status: 'failed' }],
          after: [{ name: text, status: 'success' }],
        },
      }),
    ],
  });
}

function code(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
