import { describe, expect, it } from 'vitest';
import { diagnosis as diagnosisSchema } from '@/lib/domain/diagnosis';
import { failureReason, type JobFacts } from '@/lib/domain/job-facts';
import { readTraceText } from '@/lib/log/read-trace';
import { diagnose } from './diagnose';
import { diagnoseWithoutLog } from './diagnose-without-log';
import { diagnoseWithoutTrace } from './diagnose-without-trace';
import { runnerTrace } from './testing/runner-trace';

const job: JobFacts = {
  name: 'checks',
  stage: 'test',
  failureReason: 'script_failure',
  allowFailure: false,
  duration: 61,
};

async function diagnosed(trace: string, facts: JobFacts = job) {
  return diagnosisSchema.parse(diagnose(facts, await readTraceText(trace)));
}

const eslintOutput = [
  '',
  '> till@1.0.0 lint',
  '> eslint .',
  '',
  '',
  '/builds/shop/till/src/price.js',
  "  3:7   error    'total' is assigned a value but never used  no-unused-vars",
  "  9:12  error    Expected '===' and instead saw '=='         eqeqeq",
  '',
  '✖ 2 problems (2 errors, 0 warnings)',
  '  1 error and 0 warnings potentially fixable with the `--fix` option.',
  '',
].join('\n');

describe('diagnose', () => {
  it('names rules and files of a lint failure, and the command', async () => {
    const found = await diagnosed(
      runnerTrace([
        {
          command: 'npm ci',
          output: 'npm warn deprecated left@1.0.0: no longer supported\nadded 3 packages in 2s',
        },
        { command: 'npm run lint', output: eslintOutput },
      ]),
    );
    expect(found).toMatchObject({
      category: 'lint',
      verdict: 'code',
      command: 'npm run lint',
      trace: 'whole',
      summary: 'ESLint found 2 problems in src/price.js: no-unused-vars, eqeqeq.',
    });
    expect(found.findings).toMatchObject([
      { tool: 'eslint', file: 'src/price.js', line: 3, column: 7, code: 'no-unused-vars' },
      { tool: 'eslint', file: 'src/price.js', line: 9, column: 12, code: 'eqeqeq' },
    ]);
    expect(found.confidence).toBeGreaterThanOrEqual(0.8);
    expect(found.evidence[0]?.lines.join('\n')).toContain('no-unused-vars');
  });

  it('points at the raw lines of the trace', async () => {
    const trace = runnerTrace([{ command: 'npm run lint', output: eslintOutput }]);
    const found = await diagnosed(trace);
    const raw = trace.split('\n');
    for (const { line, message, logLine } of found.findings) {
      expect(raw[logLine - 1]).toContain(`${line ?? 0}:`);
      expect(raw[logLine - 1]).toContain(message);
    }
    const [first] = found.evidence;
    expect(raw[(first?.start ?? 0) - 1]).toContain(first?.lines[0]);
  });

  it('is not led astray by what the after_script prints', async () => {
    const found = await diagnosed(
      runnerTrace([{ command: 'npm run lint', output: eslintOutput }], {
        afterScript: [
          { command: './notify.sh', output: '/bin/bash: line 12: ./notify.sh: Permission denied' },
        ],
      }),
    );
    expect(found.category).toBe('lint');
  });

  it('is not led astray by what an earlier command survived', async () => {
    const found = await diagnosed(
      runnerTrace([
        { command: 'cat notes || true', output: 'cat: notes: No such file or directory' },
        { command: 'which yarn || echo none', output: '/bin/bash: line 3: yarn: command not found\nnone' },
        { command: 'npm run lint', output: eslintOutput },
      ]),
    );
    expect(found.category).toBe('lint');
  });

  it('names the files that a formatter would change', async () => {
    const found = await diagnosed(
      runnerTrace([
        {
          command: 'npx prettier --check .',
          output:
            'Checking formatting...\n[warn] src/till.ts\n[warn] src/price.ts\n[warn] Code style issues found in 2 files. Run Prettier with --write to fix.',
        },
      ]),
    );
    expect(found).toMatchObject({ category: 'format', verdict: 'code' });
    expect(found.findings.map(({ file }) => file)).toEqual(['src/till.ts', 'src/price.ts']);
    expect(found.summary).toBe('2 files are not formatted as Prettier would: src/till.ts, src/price.ts.');
  });

  it('reads coloured compiler output', async () => {
    const esc = '\u001b';
    const found = await diagnosed(
      runnerTrace([
        {
          command: 'npx tsc --noEmit --pretty',
          output: `${esc}[96msrc/user.ts${esc}[0m:${esc}[93m4${esc}[0m:${esc}[93m8${esc}[0m - ${esc}[91merror${esc}[0m${esc}[90m TS2551: ${esc}[0mProperty 'emial' does not exist on type 'User'. Did you mean 'email'?\n\n${esc}[7m4${esc}[0m user.emial;\n${esc}[7m ${esc}[0m ${esc}[91m     ~~~~~${esc}[0m\n\n\nFound 1 error in src/user.ts${esc}[90m:4${esc}[0m\n`,
        },
      ]),
    );
    expect(found.category).toBe('type-check');
    expect(found.findings).toEqual([
      {
        tool: 'tsc',
        file: 'src/user.ts',
        line: 4,
        column: 8,
        code: 'TS2551',
        severity: 'error',
        message: "Property 'emial' does not exist on type 'User'. Did you mean 'email'?",
        logLine: expect.any(Number) as number,
      },
    ]);
  });

  it('names a failing test with its assertion, file and line', async () => {
    const found = await diagnosed(
      runnerTrace([
        {
          command: 'node --test',
          output: [
            '✖ adds money (1.3ms)',
            '✔ opens (0.1ms)',
            'ℹ tests 2',
            'ℹ fail 1',
            '',
            '✖ failing tests:',
            '',
            'test at test/money.test.js:11:1',
            '✖ adds money (1.3ms)',
            '  AssertionError [ERR_ASSERTION]: Expected values to be strictly equal:',
            '  ',
            '  4 !== 5',
            '  ',
            '      at TestContext.<anonymous> (file:///builds/shop/till/test/money.test.js:12:10)',
            '      at Test.run (node:internal/test_runner/test:796:25)',
          ].join('\n'),
        },
      ]),
    );
    expect(found).toMatchObject({
      category: 'test',
      verdict: 'code',
      failedTests: [{ name: 'adds money', file: 'test/money.test.js', line: 12 }],
      summary:
        'The test "adds money" fails: Expected values to be strictly equal: 4 !== 5 at test/money.test.js:12.',
    });
  });

  it('names the dependency that the lockfile misses', async () => {
    const found = await diagnosed(
      runnerTrace([
        {
          command: 'npm ci',
          output: [
            'npm error code EUSAGE',
            'npm error',
            'npm error `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.',
            'npm error',
            'npm error Missing: right@1.0.0 from lock file',
            'npm error',
            'npm error Clean install a project',
          ].join('\n'),
        },
      ]),
    );
    expect(found).toMatchObject({
      category: 'dependency',
      verdict: 'code',
      dependency: { name: 'right', to: '1.0.0' },
      findings: [],
    });
  });

  it('strips the checkout that the log shows, wherever it lies', async () => {
    const found = await diagnosed(
      runnerTrace(
        [{ command: 'npx eslint .', output: eslintOutput.replaceAll('/builds/shop/till', '/srv/x/y/z') }],
        {
          folder: '/srv/x/y/z',
        },
      ),
    );
    expect(found.findings[0]?.file).toBe('src/price.js');
  });

  it.each([
    ['curl: (6) Could not resolve host: registry.example', 'infrastructure', 'infrastructure'],
    ['/usr/bin/bash: line 178: terraform: command not found', 'configuration', 'configuration'],
    ['/scripts/step_script: line 152: DEPLOY_HOST: unbound variable', 'configuration', 'configuration'],
    [
      'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
      'resource',
      'infrastructure',
    ],
    ['tar: till.tar: Cannot write: No space left on device', 'resource', 'infrastructure'],
  ])('says whose affair it is: %s', async (line, category, verdict) => {
    const found = await diagnosed(runnerTrace([{ command: './deploy.sh', output: `starting\n${line}` }]));
    expect(found).toMatchObject({ category, verdict });
  });

  it('is honest about a failure that no detector knows', async () => {
    const found = await diagnosed(
      runnerTrace([{ command: './till.sh', output: 'starting\nthe drawer is stuck' }]),
    );
    expect(found).toMatchObject({ category: 'unknown', verdict: 'unknown' });
    expect(found.confidence).toBeLessThan(0.8);
    expect(found.evidence[0]?.lines.join(' ')).toContain('the drawer is stuck');
  });

  it('says that a cut log may lack the error, and is less sure', async () => {
    const whole = await diagnosed(runnerTrace([{ command: 'npm run lint', output: eslintOutput }]));
    const cut = await diagnosed(
      runnerTrace([
        {
          command: 'npm run lint',
          output: `${eslintOutput}\n\u001b[33;1mJob's log exceeded limit of 4194304 bytes.\nJob execution will continue but no more output will be collected.\u001b[0;m`,
        },
      ]),
    );
    expect(cut.trace).toBe('cut');
    expect(cut.summary).toContain('incomplete');
    expect(cut.confidence).toBeLessThan(whole.confidence);
    expect(cut.category).toBe(whole.category);
  });

  it('says that the failure may lie behind the limit where nothing before it tells', async () => {
    const lines = Array.from({ length: 50 }, (_, index) => `step ${index}`).join('\n');
    const limit = "Job's log exceeded limit of 4194304 bytes.";
    const found = await diagnosed(runnerTrace([{ command: 'make', output: `${lines}\n${limit}` }]));
    expect(found).toMatchObject({ category: 'unknown', verdict: 'unknown' });
    expect(found.summary).toContain('printed more than the 4194304 bytes');
    expect(found.evidence[0]?.lines).toContain(limit);
    expect(found.confidence).toBeLessThan(0.8);
  });

  it('says where a job stood that GitLab stopped for its time', async () => {
    const found = await diagnosed(
      runnerTrace([{ command: 'npm test', output: 'waiting for the till…' }], {
        end: 'ERROR: Job failed: execution took longer than 1h0m0s seconds',
      }),
      { ...job, failureReason: 'job_execution_timeout', duration: 3600 },
    );
    expect(found).toMatchObject({ category: 'timeout', verdict: 'unknown', command: 'npm test' });
    expect(found.summary).toContain('after 60 min');
    const short = await diagnosed(runnerTrace([{ command: 'npm test', output: 'waiting' }]), {
      ...job,
      failureReason: 'job_execution_timeout',
      duration: 5.2,
    });
    expect(short.summary).toContain('after 5 s');
    expect(found.evidence[0]?.lines).toEqual(['waiting for the till…']);
  });

  it('shows no secret that the log held', async () => {
    const token = ['gl', 'pat-', 'Zx81yQw7Ee5tR0aLm4Kp'].join('');
    const found = await diagnosed(
      runnerTrace([{ command: `deploy --to till`, output: `Error: token ${token} was refused by the till` }]),
    );
    expect(JSON.stringify(found)).not.toContain(token);
    expect(JSON.stringify(found)).toContain('[redacted:gitlab-token:1]');
  });

  it('gives the same answer for any log, twice', async () => {
    const trace = runnerTrace([{ command: 'npm run lint', output: eslintOutput }]);
    expect(await diagnosed(trace)).toEqual(await diagnosed(trace));
  });
});

describe('diagnoseWithoutLog', () => {
  const reasons = failureReason.unwrap().options;
  const needLog = ['script_failure', 'unknown', 'job_execution_timeout', 'trace_size_exceeded'];

  it.each(reasons.filter((reason) => !needLog.includes(reason)))('answers %s without a log', (reason) => {
    const found = diagnosisSchema.parse(diagnoseWithoutLog({ ...job, failureReason: reason }));
    expect(['infrastructure', 'configuration']).toContain(found.verdict);
    expect(found.verdictReason).toContain(reason);
    expect(found.trace).toBe('not-read');
    expect(found.evidence).toEqual([]);
  });

  it.each(needLog.map((reason) => [failureReason.parse(reason)]))('asks for the log of %s', (reason) => {
    expect(diagnoseWithoutLog({ ...job, failureReason: reason })).toBeNull();
  });
});

describe('diagnoseWithoutTrace', () => {
  it.each(['missing', 'empty', 'not-text'] as const)('claims nothing of a log that is %s', (condition) => {
    const found = diagnosisSchema.parse(diagnoseWithoutTrace(job, condition));
    expect(found).toMatchObject({ category: 'unknown', verdict: 'unknown', trace: condition, evidence: [] });
    expect(found.confidence).toBeLessThanOrEqual(0.2);
  });
});

describe('an exit code that says more than that something failed', () => {
  const run = (exit: number, output: string) =>
    diagnosed(
      runnerTrace([{ command: './count-coins', output }], { end: `ERROR: Job failed: exit code ${exit}` }),
    );

  it('tells a time limit of the script where nothing else tells', async () => {
    const found = await run(124, 'counting coins\ncounting notes');
    expect(found.category).toBe('timeout');
    expect(found.summary).toContain('time limit');
  });

  it('gives way to a test that is known to have failed', async () => {
    const found = await run(
      137,
      '--- FAIL: TestAddsMoney (0.12s)\n    total_test.go:7: 4, want 5\nFAIL\nFAIL\tshop.example/till\t0.1s',
    );
    expect(found.category).toBe('test');
  });

  it('is nothing where it is the usual one', async () => {
    expect((await run(1, 'counting coins')).category).toBe('unknown');
  });
});

describe('what a formatter seems to say', () => {
  const says = [
    'Checking formatting...',
    '[warn] src/till.js',
    '[warn] Code style issues found in the above file. Run Prettier with --write to fix.',
  ];
  const fails = [
    ' FAIL  test/money.test.ts > till > adds money',
    'AssertionError: expected 4 to be 5',
    ' ❯ test/money.test.ts:12:21',
    '',
    ' Test Files  1 failed (1)',
  ];
  const run = (...output: string[]) =>
    diagnosed(
      runnerTrace([{ command: 'npm test', output: output.join('\n') }], {
        end: 'ERROR: Job failed: exit code 1',
      }),
    );

  it('is the cause where nothing else failed', async () => {
    expect((await run(...says)).category).toBe('format');
  });

  it.each([
    ['before', [...says, ...fails]],
    ['behind', [...fails, ...says]],
    ['behind a line that looks like a command', [...fails, '$ prettier --check .', ...says]],
  ])('is not the cause where it is printed %s a test that failed', async (_where, output) => {
    const found = await run(...output);
    expect([found.category, found.failedTests.map(({ name }) => name)]).toEqual([
      'test',
      ['till > adds money'],
    ]);
  });

  it('is not the cause beside code that does not compile', async () => {
    const found = await run("src/till.ts(3,4): error TS2304: Cannot find name 'coin'.", ...says);
    expect(found.category).toBe('type-check');
  });
});

describe('a compiler that warns more than anyone reads', () => {
  it('is read for the error below, and what is left out is not counted', async () => {
    const warnings = Array.from(
      { length: 1_500 },
      (_, line) => `src/till.c:${line + 1}:5: warning: unused variable 'coin' [-Wunused-variable]`,
    ).join('\n');
    const broken = await diagnosed(
      runnerTrace([{ command: 'make', output: `${warnings}\nsrc/till.c:9000:5: error: 'total' undeclared` }]),
    );
    expect(broken.summary).toContain("'total' undeclared");
    const warned = await diagnosed(runnerTrace([{ command: 'make', output: warnings }]));
    expect(warned.summary).toContain('more than 1000 problems');
  });
});
