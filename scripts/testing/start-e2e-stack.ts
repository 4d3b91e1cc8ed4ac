import path from 'node:path';

import { root } from '../root';
import { startStack } from '../stack';

/**
 * Playwright's global set-up: a stack with empty data, its addresses in the environment, which the tests' processes
 * inherit. Answers what ends it.
 */
export default async function startE2eStack(): Promise<() => Promise<void>> {
  const stack = await startStack({ mode: 'production', dataDir: path.join(root, '.e2e/data'), keep: false });
  process.env.E2E_APP_URL = stack.appUrl;
  process.env.E2E_SANDBOX_URL = stack.sandboxUrl;
  process.env.E2E_SANDBOX_CONTROL_URL = stack.sandboxControlUrl;
  process.env.E2E_DATABASE_URL = stack.databaseUrl;
  return () => stack.stop();
}
