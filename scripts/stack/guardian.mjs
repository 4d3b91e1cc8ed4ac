// Ends what a stack started when the stack's own process dies without doing so. It reads orders from its standard
// input, which closes when that process is gone, however it went. Node built-ins only.
import { createInterface } from 'node:readline';

import { errorCode } from '../error-code.mjs';
import { isAlive, isGroupAlive } from '../is-alive.mjs';

/** @type {Map<number, { group: boolean, signal: NodeJS.Signals }>} */
const wards = new Map();
const patienceMs = 10_000;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const order = JSON.parse(line);
    if (order.watch) wards.set(order.watch, { group: order.group, signal: order.signal });
    if (order.forget) wards.delete(order.forget);
  })
  .on('close', () => {
    for (const [pid, { signal }] of wards) send(pid, signal);
    const giveUpAt = Date.now() + patienceMs;
    const timer = setInterval(() => {
      for (const [pid, { group }] of wards)
        if (!(group ? isGroupAlive(pid) : isAlive(pid))) wards.delete(pid);
      if (wards.size > 0 && Date.now() < giveUpAt) return;
      for (const pid of wards.keys()) send(pid, 'SIGKILL');
      clearInterval(timer);
    }, 100);
  });

/** @param {number} pid @param {NodeJS.Signals} signal */
function send(pid, signal) {
  try {
    process.kill(wards.get(pid)?.group ? -pid : pid, signal);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error; // it is gone already: as it should be
  }
}
