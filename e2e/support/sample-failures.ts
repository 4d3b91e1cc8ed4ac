import { sampleDiagnosis, type SampleFailure, sampleFailure, sampleFix } from './sample-shapes';

const eslint = sampleDiagnosis({
  category: 'lint',
  verdict: 'code',
  verdictReason: 'ESLint reports errors in files of the repository.',
  confidence: 0.97,
  summary: 'ESLint found 3 problems in 2 files: no-unused-vars, eqeqeq.',
  nextStep: 'Run eslint --fix, then look at what is left.',
  evidence: [
    {
      start: 214,
      end: 221,
      reason: 'ESLint lists its errors',
      lines: [
        '/builds/harbour/shop/src/cart.js',
        '   1:23  error  \u2018unusedHelper\u2019 is defined but never used  no-unused-vars',
        '  12:11  error  Expected \u2018===\u2019 and instead saw \u2018==\u2019     eqeqeq',
        '',
        '/builds/harbour/shop/src/order.js',
        '   4:9   error  \u2018tax\u2019 is assigned a value but never used  no-unused-vars',
        '',
        '✖ 3 problems (3 errors, 0 warnings)',
      ],
    },
  ],
  findings: [
    ['src/cart.js', 1, 23, 'no-unused-vars', '\u2018unusedHelper\u2019 is defined but never used', 215],
    ['src/cart.js', 12, 11, 'eqeqeq', 'Expected \u2018===\u2019 and instead saw \u2018==\u2019', 216],
    ['src/order.js', 4, 9, 'no-unused-vars', '\u2018tax\u2019 is assigned a value but never used', 219],
  ].map(([file, line, column, code, message, logLine]) => ({
    tool: 'eslint',
    file: String(file),
    line: Number(line),
    column: Number(column),
    code: String(code),
    severity: 'error' as const,
    message: String(message),
    logLine: Number(logLine),
  })),
  command: 'npx eslint .',
});

const failingTest = sampleDiagnosis({
  category: 'test',
  verdict: 'code',
  verdictReason: 'An assertion failed, and it failed again when the unchanged job ran a second time.',
  confidence: 0.9,
  summary:
    'The test “adds money in the same currency” fails: expected 4 to equal 5 at test/money.test.js:12.',
  nextStep: 'Look at Money.add in src/money.js: the test expects 5 where it gives 4.',
  evidence: [
    {
      start: 88,
      end: 93,
      reason: 'The assertion that failed',
      lines: [
        'not ok 3 - adds money in the same currency',
        '  ---',
        "  location: '/builds/harbour/payments/billing-api/test/money.test.js:10:1'",
        '  error: |-',
        '    Expected values to be strictly equal:  4 !== 5',
        '  ...',
      ],
    },
  ],
  failedTests: [
    {
      name: 'adds money in the same currency',
      file: 'test/money.test.js',
      line: 12,
      message: 'Expected values to be strictly equal:\n\n4 !== 5\n',
    },
  ],
  command: 'node --test',
});

/** One failure of every kind that the pages have to be good at. */
export const sampleFailures: readonly SampleFailure[] = [
  sampleFailure('waiting', {
    branch: 'feature/checkout-redesign',
    mergeRequest: 42,
    title: 'Redesign the checkout',
    status: 'waiting',
    statusReason: 'A validated fix by eslint --fix waits for approval.',
    secondsAgo: 240,
    diagnoses: [eslint],
    jobs: [['lint']],
    fixes: [sampleFix()],
  }),
  sampleFailure('diagnosing', {
    branch: 'main',
    title: 'main',
    status: 'diagnosing',
    secondsAgo: 12,
    diagnoses: [],
    jobs: [],
    undiagnosedJobs: ['unit tests', 'typecheck'],
  }),
  sampleFailure('mending', {
    branch: 'renovate/all-minor-patch-updates-of-the-testing-library-and-its-many-plugins',
    mergeRequest: 1207,
    title: 'Update all minor versions of the testing library and of its many, many plugins, and then some',
    status: 'mending',
    statusReason: 'The fix is being validated by the project’s own pipeline.',
    secondsAgo: 95,
    diagnoses: [
      sampleDiagnosis({
        category: 'dependency',
        verdict: 'code',
        verdictReason: 'npm ci refuses to install because package.json and package-lock.json disagree.',
        confidence: 0.98,
        summary:
          'package-lock.json does not fit package.json: left-align 2.0.0 is missing from the lock file.',
        nextStep: 'Regenerate the lock file.',
        dependency: { name: 'left-align', from: '1.4.0', to: '2.0.0' },
        evidence: [
          {
            start: 31,
            end: 33,
            reason: 'npm says what does not fit',
            lines: [
              'npm error code EUSAGE',
              'npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync.',
              'npm error Missing: left-align@2.0.0 from lock file',
            ],
          },
        ],
        command: 'npm ci',
      }),
    ],
    jobs: [['install: [20]', 'install: [22]', 'install: [24]']],
    fixes: [
      sampleFix({
        strategy: 'npm install --package-lock-only',
        status: 'validating',
        statusReason: 'The project’s own pipeline is running on it.',
        decision: { kind: 'nothing', chain: [] },
        validation: {
          outcome: null,
          reason: '',
          before: [
            { name: 'install: [20]', status: 'failed' },
            { name: 'install: [22]', status: 'failed' },
            { name: 'test', status: 'skipped' },
          ],
          after: null,
        },
      }),
    ],
  }),
  sampleFailure('suggested', {
    branch: 'fix/header-spacing',
    mergeRequest: 40,
    title: 'Even spacing in the header',
    status: 'suggested',
    statusReason: 'Prettier: offered as a suggestion on the merge request.',
    secondsAgo: 4_000,
    diagnoses: [
      sampleDiagnosis({
        category: 'format',
        verdict: 'code',
        verdictReason: 'Prettier would write 1 file differently.',
        confidence: 0.99,
        summary: 'Prettier would change src/header.tsx.',
        nextStep: 'Apply the suggestion.',
        evidence: [
          {
            start: 61,
            end: 62,
            reason: 'Prettier names the file',
            lines: [
              '[warn] src/header.tsx',
              '[warn] Code style issues found in the above file. Run Prettier with --write to fix.',
            ],
          },
        ],
      }),
    ],
    jobs: [['format']],
    fixes: [
      sampleFix({
        origin: 'formatter',
        strategy: 'Prettier 3',
        status: 'suggested',
        validation: null,
        statusReason: 'Offered as a suggestion on the merge request; nothing was written to the branch.',
      }),
    ],
  }),
  sampleFailure('mended', {
    branch: 'feature/invoices',
    mergeRequest: 311,
    title: 'Invoices with several currencies',
    status: 'mended',
    statusReason: 'TypeScript: applied, and the pipeline of the commit is green.',
    secondsAgo: 9_000,
    diagnoses: [
      sampleDiagnosis({
        category: 'type-check',
        verdict: 'code',
        verdictReason: 'The compiler refuses the code.',
        confidence: 0.99,
        summary: 'TypeScript: property “emial” does not exist on type “Customer” in src/invoice.ts:18.',
        nextStep: 'Write email.',
        evidence: [
          {
            start: 40,
            end: 40,
            reason: 'The compiler’s error',
            lines: [
              "src/invoice.ts(18,31): error TS2551: Property 'emial' does not exist on type 'Customer'. Did you mean 'email'?",
            ],
          },
        ],
        command: 'npx tsc --noEmit',
      }),
    ],
    jobs: [['typecheck']],
    fixes: [
      sampleFix({
        origin: 'compiler',
        strategy: 'TypeScript spelling',
        status: 'applied',
        statusReason: 'Committed to feature/invoices.',
      }),
    ],
  }),
  sampleFailure('no-fix', {
    branch: 'feature/money',
    mergeRequest: 309,
    title: 'Add money',
    status: 'no-fix',
    statusReason: 'No model is configured; with one Pipemend could try to mend failing tests.',
    secondsAgo: 30_000,
    diagnoses: [
      sampleDiagnosis({
        ...failingTest,
        changed: {
          versions: [
            { what: 'image node:22', from: '0f3c9a8b1d2e', to: '7a6b5c4d3e2f' },
            { what: 'coins', from: '1.9.1', to: '2.0.0' },
          ],
          newLines: 4,
          green: { jobId: 71, branch: 'main' },
        },
        history: {
          passedIn: null,
          brokenBefore: null,
          missing: 'earlier attempts: GitLab could not be reached.',
        },
      }),
    ],
    jobs: [['unit tests']],
    control: 'failed',
  }),
  sampleFailure('flaky', {
    branch: 'main',
    title: 'main',
    status: 'no-fix',
    statusReason: 'The unchanged job passed when it ran again, so there is nothing to mend in the code.',
    secondsAgo: 90_000,
    diagnoses: [
      sampleDiagnosis({
        ...failingTest,
        verdict: 'flaky',
        verdictReason: 'The unchanged job passed when it ran again.',
        summary: 'The test “shows the basket in under a second” is flaky.',
      }),
    ],
    jobs: [['browser tests']],
    control: 'passed',
  }),
  sampleFailure('infrastructure', {
    branch: 'main',
    title: 'main',
    status: 'no-fix',
    statusReason: 'The runner failed, not the code. Running the job again is what helps.',
    secondsAgo: 200_000,
    diagnoses: [
      sampleDiagnosis({
        category: 'infrastructure',
        verdict: 'infrastructure',
        verdictReason: 'GitLab gives the reason runner_system_failure.',
        confidence: 0.95,
        summary: 'The runner broke down before or while it ran the job.',
        nextStep: 'Retry the job in GitLab; if it happens again, look at the runner.',
        trace: 'not-read',
      }),
    ],
    jobs: [['build']],
  }),
  sampleFailure('several', {
    branch: 'feature/two-things',
    mergeRequest: 39,
    title: 'Two things at once',
    status: 'waiting',
    statusReason: 'A validated fix by eslint --fix waits for approval.',
    secondsAgo: 300_000,
    diagnoses: [eslint, sampleDiagnosis({ ...failingTest, fingerprint: 'fedcba9876543210'.repeat(4) })],
    jobs: [['lint'], ['unit tests']],
    fixes: [
      sampleFix({
        status: 'not-mended',
        statusReason: 'lint still fails.',
        validation: {
          outcome: 'still-failing',
          reason: 'lint still fails.',
          before: [{ name: 'lint', status: 'failed' }],
          after: [{ name: 'lint', status: 'failed' }],
        },
      }),
      sampleFix(),
    ],
  }),
  sampleFailure('dismissed', {
    branch: 'spike/new-router',
    title: 'spike/new-router',
    status: 'dismissed',
    statusReason: 'Dismissed by Maya Lindqvist: a spike, nobody minds.',
    secondsAgo: 400_000,
  }),
  sampleFailure('superseded', {
    branch: 'feature/search',
    mergeRequest: 37,
    title: 'Search',
    status: 'superseded',
    statusReason: 'A newer commit was pushed.',
    secondsAgo: 500_000,
    diagnoses: [eslint],
  }),
];
