import { expect, it } from 'vitest';

import { createAddressGuard } from './address-guard';

const inside = [
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.31.0.1',
  '192.168.1.1',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  'fd00::1',
  'fe80::1%eth0',
  'ff02::1',
  '[::1]',
];

it.each(inside)('refuses %s, which is not public', (address) => {
  expect(createAddressGuard([]).allows(address)).toBe(false);
});

it.each(['8.8.8.8', '172.65.251.78', '2606:4700:90:0:f22e:fbec:5bed:a9b9', '::ffff:8.8.8.8'])(
  'lets %s through, which is public',
  (address) => {
    expect(createAddressGuard([]).allows(address)).toBe(true);
  },
);

it.each(['localhost', 'gitlab.example.com', '', '0x7f.1', '2130706433', '127.1'])(
  'refuses %j, which is a name and not an address',
  (address) => {
    expect(createAddressGuard(['127.0.0.0/8']).allows(address)).toBe(false);
  },
);

it('lets through what the administrator listed, and nothing beside it', () => {
  const guard = createAddressGuard(['10.2.0.0/16', 'fd00:1::/32']);
  expect(guard.allows('10.2.3.4')).toBe(true);
  expect(guard.allows('::ffff:10.2.3.4')).toBe(true);
  expect(guard.allows('fd00:1::7')).toBe(true);
  expect(guard.allows('10.3.0.1')).toBe(false);
  expect(guard.allows('fd00:2::7')).toBe(false);
});
