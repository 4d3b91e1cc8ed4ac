import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';

import { createAddressGuard } from './address-guard';
import { BlockedAddressError, guardedLookup } from './guarded-lookup';

/**
 * The same guard for a library that speaks through Node's own http module: an agent for one base address.
 * Throws `BlockedAddressError` when that address is a literal one which is not allowed.
 */
export function guardedHttpAgent(
  baseUrl: string,
  allowPrivateNetworks: readonly string[],
): http.Agent | https.Agent {
  const guard = createAddressGuard(allowPrivateNetworks);
  const { protocol, hostname } = new URL(baseUrl);
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !guard.allows(host)) throw new BlockedAddressError(host);
  const options = { lookup: guardedLookup(guard), timeout: 15_000 };
  return protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
}
