/** What the sandbox takes from its process's environment; nothing else in `sandbox/` reads it. */
export const environment = {
  path: process.env['PATH'] ?? '/usr/local/bin:/usr/bin:/bin',
  /** Extra certificates of this machine, which a job's tools need to reach the package registry. */
  extraCaCerts: process.env['NODE_EXTRA_CA_CERTS'] ?? null,
  dataDir: process.env['SANDBOX_DATA_DIR'] ?? '.data/sandbox',
  port: process.env['SANDBOX_PORT'] ?? '0',
  controlPort: process.env['SANDBOX_CONTROL_PORT'] ?? '0',
};

/** Exactly these variables for a child process. Next.js declares `NODE_ENV` as always set, which a child need not agree with. */
export const childEnvironment = (variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv =>
  variables as unknown as NodeJS.ProcessEnv;
