import { readHealth } from '@/lib/operations/read-health';

export const dynamic = 'force-dynamic';

/** Whether this process can do its work: 200 with the database there, 503 without. */
export async function GET(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, {
    status: health.status === 'ok' ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  });
}
