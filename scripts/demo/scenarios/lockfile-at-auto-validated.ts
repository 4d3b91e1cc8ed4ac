import { expect, expectMendedBranch } from '../expectations';
import type { Scenario } from '../scenario';

const packageJson = (dependencies: Record<string, string>) =>
  `${JSON.stringify({ name: 'shop', version: '1.0.0', private: true, dependencies }, null, 2)}\n`;

export const lockfileAtAutoValidated: Scenario = {
  name: 'lockfile-auto-validated',
  title: 'npm ci refuses a lock file that is out of step; it is regenerated in the runner and committed',
  level: 'auto-validated',
  main: {
    'package.json': packageJson({ prices: 'file:packages/prices' }),
    'packages/prices/package.json': '{ "name": "prices", "version": "1.0.0" }\n',
    'packages/taxes/package.json': '{ "name": "taxes", "version": "1.0.0" }\n',
    'package-lock.json': `${JSON.stringify(
      {
        name: 'shop',
        version: '1.0.0',
        lockfileVersion: 3,
        requires: true,
        packages: {
          '': { name: 'shop', version: '1.0.0', dependencies: { prices: 'file:packages/prices' } },
          'node_modules/prices': { resolved: 'packages/prices', link: true },
          'packages/prices': { version: '1.0.0' },
        },
      },
      null,
      2,
    )}\n`,
    '.gitlab-ci.yml': 'install:\n  script:\n    - npm ci --no-audit --no-fund\n',
  },
  change: { 'package.json': packageJson({ prices: 'file:packages/prices', taxes: 'file:packages/taxes' }) },
  expected: 'mended',
  verify: async (stage, failure) => {
    await expectMendedBranch(stage, failure);
    const edits = failure.fixes[0]?.edits;
    const paths = Array.isArray(edits) ? edits.map((edit) => (edit as { path: string }).path) : [];
    expect(
      paths.join() === 'package-lock.json',
      `The fix touches ${paths.join(', ')}, not the lock file alone.`,
    );
  },
};
