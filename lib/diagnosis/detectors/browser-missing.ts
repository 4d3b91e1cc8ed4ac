import { signatureDetector } from '../causes/signature-detector';

/** Browsers and drivers that a test runner starts and that the job's image does not have: every test fails, and none is wrong. */
export const browserMissing = signatureDetector({
  id: 'browser-missing',
  tool: 'browser',
  keywords: [
    "Executable doesn't exist at",
    'Could not find Chrome',
    'Could not find Chromium',
    'missing dependencies to run browsers',
    'No binary for Chrome',
    'Failed to launch the browser process',
    'Cypress executable not found',
    'No usable sandbox',
  ],
  signatures: [
    {
      pattern:
        /(?:Executable doesn't exist at (\S{1,300})|Could not find Chrom(?:e|ium) ?(?:\(ver\. [\d.]{1,20}\))?.{0,100}|Host system is missing dependencies to run browsers.{0,20}|No binary for Chrome\w{0,8} browser on your platform.{0,60}|Cypress executable not found at: \S{1,200}|The cypress npm package is installed, but the Cypress binary is missing.{0,20}|No usable sandbox!.{0,60})/,
      category: 'configuration',
      weight: 0.97,
      summary: (match) => `The tests cannot start a browser: ${match[0]}`,
      reason: 'The test runner says that the browser is not there',
      nextStep:
        'Install the browsers in the job (`npx playwright install --with-deps`, `npx cypress install`), or use an image that has them in this version.',
    },
  ],
  examples: [
    {
      log: "    Error: browserType.launch: Executable doesn't exist at /root/.cache/ms-playwright/chromium-1148/chrome-linux/chrome",
      category: 'configuration',
    },
    {
      log: 'Error: Could not find Chrome (ver. 131.0.6778.85). This can occur if either',
      category: 'configuration',
    },
  ],
  lookAlikes: ['Could not find the till', "Executable doesn't exist in the list of coins"],
});
