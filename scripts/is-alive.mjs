// Node built-ins only: this also runs before anything is installed.
import { readdirSync, readFileSync } from 'node:fs';

import { errorCode } from './error-code.mjs';

/**
 * Whether a process with this number runs, ours or not. One that has ended and that nobody has asked about yet
 * (a zombie, as containers keep them) does not.
 *
 * @param {number} pid
 */
export function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  return readState(pid)?.state !== 'Z';
}

/**
 * Whether any process of this group runs.
 *
 * @param {number} group the number of the process that leads, or led, the group
 */
export function isGroupAlive(group) {
  if (process.platform === 'win32') return isAlive(group);
  try {
    process.kill(-group, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  const states = readdirSync('/proc').map((name) => (/^\d+$/.test(name) ? readState(Number(name)) : null));
  return states.some((state) => state?.group === group && state.state !== 'Z');
}

/**
 * @param {number} pid
 * @returns {{ state: string, group: number } | null} null: gone, or not on Linux
 */
function readState(pid) {
  if (process.platform !== 'linux') return null;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may hold anything; what follows the last one is: state, parent, group, ...
    const [state = '', , group = ''] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state, group: Number(group) };
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ESRCH') return null;
    throw error;
  }
}
