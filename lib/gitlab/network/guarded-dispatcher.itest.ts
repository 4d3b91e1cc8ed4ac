import { afterAll, beforeAll, expect, it } from 'vitest';

import { createTransport } from '../transport';
import { sendJson, startStandIn, type StandIn } from '../testing/stand-in';

let server: StandIn;
let port: string;

beforeAll(async () => {
  server = await startStandIn((_request, response) => sendJson(response, 200, {}));
  port = new URL(server.baseUrl).port;
});
afterAll(() => server.stop());

const ask = (host: string, allowPrivateNetworks: readonly string[]) =>
  createTransport({ baseUrl: `http://${host}:${port}`, accessToken: null, allowPrivateNetworks }).json({
    method: 'GET',
    path: 'api/v4/user',
  });

const ways = [
  '127.0.0.1',
  '127.1',
  '0x7f.1',
  '0x7f000001',
  '2130706433',
  '017700000001',
  '0177.0.0.1',
  '127.000.000.001',
  '0',
  '0.0.0.0',
  'localhost',
  'LOCALHOST',
  '①②⑦.⓪.⓪.①',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[fd00::1]',
  '[fe80::1]',
  '10.0.0.1',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.0.1',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
];

it.each(ways)('%s is not connected to', async (host) => {
  await expect(ask(host, [])).rejects.toMatchObject({ kind: 'invalid' });
  expect(server.seen).toEqual([]);
});

it.each(['localhost.', 'someone@127.0.0.1'])(
  '%s is not connected to either, for reasons of its own',
  async (host) => {
    await expect(ask(host, [])).rejects.toMatchObject({ name: 'PlatformError' });
    expect(server.seen).toEqual([]);
  },
);

it('what the administrator listed is, by number and by name', async () => {
  await expect(ask('127.0.0.1', ['127.0.0.0/8'])).resolves.toMatchObject({ status: 200 });
  await expect(ask('0x7f.1', ['127.0.0.0/8'])).resolves.toMatchObject({ status: 200 });
  await expect(ask('localhost', ['127.0.0.0/8'])).resolves.toMatchObject({ status: 200 });
  await expect(ask('localhost', ['10.0.0.0/8'])).rejects.toMatchObject({ kind: 'invalid' });
});
