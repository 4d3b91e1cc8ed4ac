import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';

import type { AddressGuard } from './address-guard';

/** An address was refused by the guard. The message names what was asked for, not what it resolved to. */
export class BlockedAddressError extends Error {
  override readonly name = 'BlockedAddressError';
  readonly code = 'EBLOCKED';
  constructor(host: string) {
    super(`${host} is not a public address, and no administrator has listed its network.`);
  }
}

/** A DNS look-up for `net.connect` that leaves out every address which the guard refuses. */
export function guardedLookup(guard: AddressGuard): LookupFunction {
  return (hostname, options, callback) => {
    const wanted: LookupOptions = { ...options, all: true };
    resolve(hostname, wanted, (error, answer: string | LookupAddress[]) => {
      if (error) {
        callback(error, '', 0);
        return;
      }
      const addresses = Array.isArray(answer) ? answer : [{ address: answer, family: 0 }];
      const allowed = addresses.filter(({ address }) => guard.allows(address));
      const first = allowed[0];
      if (!first) callback(new BlockedAddressError(hostname), '', 0);
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}
