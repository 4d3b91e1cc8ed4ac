import { createClient } from '@/lib/db/client';
import { createPool } from '@/lib/db/pool';
import type { PrismaClient } from '@/lib/db/prisma-types';
import { SandboxControl } from '@/scripts/demo/sandbox-control';

function address(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: the stack of the tests is not running.`);
  return value;
}

export function sandbox(): SandboxControl {
  return new SandboxControl(address('E2E_SANDBOX_CONTROL_URL'), address('E2E_SANDBOX_URL'));
}

/** The app's database, for what a test has to write or read behind the app's back. */
export async function withDatabase<Result>(work: (db: PrismaClient) => Promise<Result>): Promise<Result> {
  const pool = createPool(address('E2E_DATABASE_URL'), { max: 2 });
  const db = createClient(() => pool);
  try {
    return await work(db);
  } finally {
    await db.$disconnect();
    await pool.end();
  }
}
