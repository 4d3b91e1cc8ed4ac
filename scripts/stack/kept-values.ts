import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { z } from 'zod';

import { nullFor } from '../error-code.mjs';

const schema = z.object({
  /** Encrypts what the database holds: losing it loses the connections. */
  secretKey: z.string(),
  nextAuthSecret: z.string(),
  /** Addresses stay the same from run to run: the database and the sandbox remember them. */
  appPort: z.number(),
  sandboxPort: z.number(),
  controlPort: z.number(),
  oauthApplication: z
    .object({
      redirectUri: z.string(),
      sandboxUrl: z.string(),
      clientId: z.string(),
      clientSecret: z.string(),
    })
    .nullable(),
});

/** What a stack makes up at its first start and keeps, readable for its owner only. */
export type KeptValues = z.infer<typeof schema>;

export async function readKeptValues(dataDir: string): Promise<KeptValues> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch(nullFor('ENOENT'));
  if (text !== null) return schema.parse(JSON.parse(text));
  const values: KeptValues = {
    secretKey: `1:${randomBytes(32).toString('base64')}`,
    nextAuthSecret: randomBytes(32).toString('base64url'),
    appPort: 0,
    sandboxPort: 0,
    controlPort: 0,
    oauthApplication: null,
  };
  await writeKeptValues(dataDir, values);
  return values;
}

export async function writeKeptValues(dataDir: string, values: KeptValues): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const half = `${fileIn(dataDir)}.new`;
  await writeFile(half, `${JSON.stringify(values, null, 2)}\n`, { mode: 0o600 });
  await rename(half, fileIn(dataDir));
}

const fileIn = (dataDir: string) => path.join(dataDir, 'stack.json');
