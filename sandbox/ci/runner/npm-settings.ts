import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
let settings: Promise<Record<string, string>> | null = null;

/**
 * The registry and cache folder that npm on this machine uses, as variables for jobs: the registry may stand in a
 * configuration file that a job, with its own home folder, would not read. Asked once. Without npm there are none.
 */
export function npmSettings(cwd: string): Promise<Record<string, string>> {
  settings ??= ask(cwd);
  return settings;
}

async function ask(cwd: string): Promise<Record<string, string>> {
  const [registry, cache] = await Promise.all([setting('registry', cwd), setting('cache', cwd)]);
  return {
    ...(registry === null ? {} : { npm_config_registry: registry }),
    ...(cache === null ? {} : { npm_config_cache: cache }),
    npm_config_update_notifier: 'false',
    npm_config_fund: 'false',
  };
}

async function setting(name: string, cwd: string): Promise<string | null> {
  try {
    const { stdout } = await run('npm', ['config', 'get', name], { cwd, timeout: 20_000 });
    const value = stdout.trim();
    return value === '' || value === 'undefined' || value === 'null' ? null : value;
  } catch {
    // Without npm there is nothing to hand on; a job that needs it will say so itself.
    return null;
  }
}
