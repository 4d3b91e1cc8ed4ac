import path from 'node:path';

import { root } from './root';
import { startStack } from './stack';

const stack = await startStack({ mode: 'development', dataDir: path.join(root, '.data') });
process.stderr.write(`
  Pipemend        ${stack.appUrl}
  sandbox GitLab  ${stack.sandboxUrl}
  its control     ${stack.sandboxControlUrl}
  database        ${stack.databaseUrl}

Edits are picked up as you save. Ctrl+C ends everything.
`);
// The database's and sandbox's processes do not keep this one alive; the app's does, until it ends.
