import { fileURLToPath } from 'node:url';

import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const alias = [{ find: /^@\//, replacement: at('./') }];
const exclude = ['**/node_modules/**', '**/.next/**', '**/.data/**', '**/.e2e/**', '**/generated/**'];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude,
          environment: 'node',
          restoreMocks: true,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'services',
          include: ['**/*.itest.{ts,tsx}'],
          exclude,
          environment: 'node',
          restoreMocks: true,
          globalSetup: ['./scripts/testing/start-test-server.ts'],
          // Real processes on a shared machine: generous, since no test measures time by it.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
