import { BlockList, isIP, isIPv4 } from 'node:net';

/** Says which network addresses this process may connect to on behalf of a text that somebody typed in. */
export interface AddressGuard {
  allows(address: string): boolean;
}

// IANA's special-purpose registries: nothing in them is a GitLab on the public internet.
const specialIPv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
// Of IPv6 only 2000::/3 is public at all; these parts of it lead back into IPv4 or to nobody.
const specialIPv6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const slash = network.lastIndexOf('/');
    const address = network.slice(0, slash);
    list.addSubnet(address, Number(network.slice(slash + 1)), isIPv4(address) ? 'ipv4' : 'ipv6');
  }
  return list;
}

const special = blockList([...specialIPv4, ...specialIPv6]);
const publicIPv6 = blockList(['2000::/3']);
const mapped = blockList(['::ffff:0:0/96']);

/**
 * Public addresses, and those of the administrator's list (CIDR). Takes numeric addresses only; a name is never
 * allowed, since what it stands for may change between the check and the connection.
 */
export function createAddressGuard(allowPrivateNetworks: readonly string[]): AddressGuard {
  const listed = blockList(allowPrivateNetworks);
  return {
    allows(address) {
      const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
      const version = isIP(bare);
      if (version === 0) return false;
      const family = version === 4 ? 'ipv4' : 'ipv6';
      if (listed.check(bare, family)) return true;
      if (special.check(bare, family)) return false;
      return version === 4 || mapped.check(bare, family) || publicIPv6.check(bare, family);
    },
  };
}
