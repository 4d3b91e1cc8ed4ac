import { isIP } from 'node:net';

import { Agent, buildConnector, type Dispatcher } from 'undici';

import { createAddressGuard } from './address-guard';
import { BlockedAddressError, guardedLookup } from './guarded-lookup';

const dispatchers = new Map<string, Dispatcher>();

/**
 * Connections (kept alive, shared by the process) that end at public addresses or at those of the administrator's
 * list. Checked three times: literal addresses before, names while they are resolved, and what was really
 * connected to after. It does not check ports, paths or redirects.
 */
export function guardedDispatcher(allowPrivateNetworks: readonly string[]): Dispatcher {
  const key = [...allowPrivateNetworks].sort().join(',');
  const known = dispatchers.get(key);
  if (known) return known;
  const guard = createAddressGuard(allowPrivateNetworks);
  const connect = buildConnector({ timeout: 10_000, lookup: guardedLookup(guard) });
  const dispatcher = new Agent({
    headersTimeout: 30_000,
    bodyTimeout: 30_000,
    connect: (options, callback) => {
      const host = options.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !guard.allows(host)) {
        callback(new BlockedAddressError(host), null);
        return;
      }
      connect(options, (error, socket) => {
        if (error) callback(error, null);
        else if (socket.remoteAddress === undefined || guard.allows(socket.remoteAddress)) {
          callback(null, socket);
        } else {
          socket.destroy();
          callback(new BlockedAddressError(host), null);
        }
      });
    },
  });
  dispatchers.set(key, dispatcher);
  return dispatcher;
}
