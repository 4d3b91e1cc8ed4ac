import { randomBytes } from 'node:crypto';

import { vi } from 'vitest';

import { forgetEnv } from '@/lib/env';

/**
 * Gives the process a complete set of settings for a test, e.g. `stubSettings({ DATABASE_URL: database.url })`.
 * Undo it with `vi.unstubAllEnvs()` and `forgetEnv()`; a shared pool made meanwhile needs `closePool()`.
 */
export function stubSettings(settings: Readonly<Record<string, string | undefined>>): void {
  const complete: Record<string, string | undefined> = {
    DATABASE_URL: 'postgresql://127.0.0.1:1/none',
    PIPEMEND_URL: 'http://127.0.0.1:3000',
    PIPEMEND_SECRET_KEY: randomBytes(32).toString('base64'),
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    NEXTAUTH_URL: undefined,
    ...settings,
  };
  for (const [name, value] of Object.entries(complete)) vi.stubEnv(name, value);
  forgetEnv();
}
