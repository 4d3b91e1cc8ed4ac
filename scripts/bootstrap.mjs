// Node built-ins only: this runs before anything is installed.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import { ensureInstalled } from './ensure-installed.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Installs what is missing, then runs `scripts/<name>.ts` in this process, with the given arguments.
 *
 * @param {string | undefined} name
 * @param {readonly string[]} args
 */
export async function runEntry(name, args) {
  if (name === undefined || !/^[a-z][a-z-]*$/.test(name))
    throw new Error('Name one of the scripts, e.g. demo.');
  const entry = path.join(root, 'scripts', `${name}.ts`);
  if (!existsSync(entry)) throw new Error(`There is no script ${name}.`);
  await ensureInstalled(root);
  const { register } = await import('tsx/esm/api');
  register({ tsconfig: path.join(root, 'tsconfig.json') });
  process.argv = [process.argv[0] ?? 'node', entry, ...args];
  await import(pathToFileURL(entry).href);
}
