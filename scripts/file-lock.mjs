// Node built-ins only: this also runs before anything is installed.
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { errorCode } from './error-code.mjs';
import { isAlive } from './is-alive.mjs';

const heartbeatMs = 5_000;
const silentMs = 60_000;

/**
 * Takes the lock file, waiting while a living process holds it. A lock whose holder died, or has given no sign
 * of life for a minute (a holder on another machine or in another container), is taken over.
 *
 * @param {string} file the lock file; its folder is made
 * @param {{ onWait?: (holder: string) => void, giveUpAfterMs?: number }} [options] `giveUpAfterMs: 0` does not wait
 * @returns {Promise<{ release: () => void } | null>} null: still held by another process when the time was up
 */
export async function takeFileLock(file, options = {}) {
  const giveUpAt = Date.now() + (options.giveUpAfterMs ?? 15 * 60_000);
  let told = false;
  mkdirSync(path.dirname(file), { recursive: true });
  for (;;) {
    const lock = tryLock(file);
    if (lock) return lock;
    if (removeIfStale(file)) continue;
    if (Date.now() >= giveUpAt) return null;
    if (!told) options.onWait?.(readHolder(file) ?? 'another process');
    told = true;
    await sleep(200);
  }
}

/** @param {string} file */
function tryLock(file) {
  const holder = `${process.pid} ${hostname()}`;
  if (!createExclusively(file, holder)) return null;
  const heartbeat = setInterval(() => {
    try {
      utimesSync(file, new Date(), new Date());
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error; // the whole folder may be gone; then nobody needs the lock
    }
  }, heartbeatMs);
  heartbeat.unref();
  return {
    release() {
      clearInterval(heartbeat);
      if (readHolder(file) === holder) rmSync(file, { force: true });
    },
  };
}

/**
 * Removes a lock that nobody holds any more. Two waiting processes must not both do so (the second would
 * remove the first one's new lock), hence the guard, under which the lock is looked at once more.
 *
 * @param {string} file
 */
function removeIfStale(file) {
  if (!isStale(file)) return false;
  const guard = `${file}.takeover`;
  if (!createExclusively(guard, '')) {
    if (ageMs(guard) > silentMs) rmSync(guard, { force: true });
    return false;
  }
  try {
    if (isStale(file)) rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
  return true;
}

/** @param {string} file */
function isStale(file) {
  const holder = readHolder(file);
  if (holder === null) return false; // released meanwhile
  if (ageMs(file) > silentMs) return true;
  const [pid, host] = holder.split(' ');
  return host === hostname() && !isAlive(Number(pid));
}

/** @param {string} file @param {string} text */
function createExclusively(file, text) {
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} file */
function readHolder(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** @param {string} file */
function ageMs(file) {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return 0;
    throw error;
  }
}
