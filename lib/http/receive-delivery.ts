import { randomUUID } from 'node:crypto';

import { serverLog } from '@/lib/auth/server-log';
import { findHookTarget, type HookTarget } from '@/lib/operations/find-hook-target';
import { storeDelivery } from '@/lib/operations/store-delivery';
import type { HeaderSource, ReadDelivery } from '@/lib/ports/delivery-reader';
import { deliveryReader } from '@/lib/runtime/gitlab';

import { readBoundedBody } from './read-bounded-body';

const largestBody = 10 * 1024 * 1024;

/** A delivery before anything of its body was read. */
export interface IncomingDelivery {
  readonly projectKey: string;
  readonly headers: HeaderSource;
  readonly body: AsyncIterable<Uint8Array> | null;
}

export interface Receipt {
  readonly status: 200 | 400 | 401 | 503;
}

const taken: Receipt = { status: 200 };
const refused: Receipt = { status: 401 };

/**
 * Takes one delivery of a project's webhook: 401 for what does not authenticate, before anything else is done with
 * it and the same for every reason, so that an answer says nothing about which keys there are; 200 once it is stored,
 * also where it is of no use (GitLab switches a hook off that answers otherwise); 503 when it cannot be stored, so
 * that GitLab knows it was not taken. Never throws.
 */
export async function receiveDelivery(incoming: IncomingDelivery): Promise<Receipt> {
  const { projectKey, headers } = incoming;
  try {
    const now = new Date();
    const target = await findHookTarget(projectKey, now.getTime());
    const check = target && deliveryReader.precheck(headers, target.secrets);
    if (!target || !check || check.kind === 'refused') return refused;

    const body = await readBody(incoming);
    if (body === 'cut-short') return { status: 400 };
    if (body === 'too-large') {
      // Unread, its signature says nothing: only a token can vouch for it.
      if (check.kind === 'signed' && !check.hasToken) return refused;
      return await store(headers, target, { reason: 'It is larger than 10 MB.' });
    }
    if (check.kind === 'signed' && !deliveryReader.isSigned(headers, body, target.secrets, now)) {
      return refused;
    }
    return await store(headers, target, { body });
  } catch (error) {
    serverLog().error({ error: nameOf(error) }, 'A webhook delivery could not be stored');
    return { status: 503 };
  }
}

async function readBody({ headers, body }: IncomingDelivery): Promise<Buffer | 'too-large' | 'cut-short'> {
  try {
    return (await readBoundedBody(headers, body, largestBody)) ?? 'too-large';
  } catch {
    // The sender went away in the middle: nothing was taken, and nobody reads the answer.
    return 'cut-short';
  }
}

async function store(
  headers: HeaderSource,
  target: HookTarget,
  delivery: { readonly body: Buffer } | { readonly reason: string },
): Promise<Receipt> {
  const { projectId, workspaceId, gitlabProjectId } = target;
  const isRead = 'body' in delivery;
  const payload = isRead ? parseJson(delivery.body) : undefined;
  const read: ReadDelivery =
    payload === undefined
      ? { kind: 'unusable', objectKind: 'unknown', reason: isRead ? 'It is not JSON.' : delivery.reason }
      : deliveryReader.read(payload, gitlabProjectId);
  const idempotencyKey = isRead
    ? deliveryReader.idempotencyKey(headers, delivery.body)
    : `unread:${headers.get('idempotency-key')?.slice(0, 128) ?? randomUUID()}`;
  await storeDelivery({ workspaceId, projectId, idempotencyKey, read, payload });
  if (read.kind === 'unusable')
    serverLog().warn({ projectId, reason: read.reason }, 'A delivery is unusable');
  return taken;
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    // No JSON: recorded as unusable by the caller.
    return undefined;
  }
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}
