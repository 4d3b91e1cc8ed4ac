import { randomUUID } from 'node:crypto';

import { serverLog } from '@/lib/auth/server-log';
import { findHookTarget, type HookTarget } from '@/lib/operations/find-hook-target';
import { storeDelivery } from '@/lib/operations/store-delivery';
import type { ReadDelivery } from '@/lib/ports/delivery-reader';
import { deliveryReader } from '@/lib/runtime/gitlab';

import { readBoundedBody } from './read-bounded-body';

const largestBody = 10 * 1024 * 1024;

/**
 * Takes one delivery of a project's webhook: 401 for what does not authenticate, before anything else is done with
 * it; 2xx once it is stored, also where it is of no use (GitLab switches a hook off that answers otherwise); 503
 * when it cannot be stored, so that GitLab knows it was not taken.
 */
export async function receiveWebhook(request: Request, projectKey: string): Promise<Response> {
  try {
    const now = new Date();
    const target = await findHookTarget(projectKey, now.getTime());
    const check = target && deliveryReader.precheck(request.headers, target.secrets);
    if (!target || !check || check.kind === 'refused') return refuse(request);

    const mayBeLarge = check.kind === 'token' || check.hasToken;
    const body = await readBody(request);
    if (body === 'too-large') {
      if (!mayBeLarge) return refuse(request);
      return await store(request, target, { reason: 'It is larger than 10 MB.' });
    }
    if (body === 'cut-short') return new Response(null, { status: 400 });
    if (check.kind === 'signed' && !deliveryReader.isSigned(request.headers, body, target.secrets, now)) {
      return refuse(request);
    }
    return await store(request, target, { body });
  } catch (error) {
    serverLog().error({ error: nameOf(error) }, 'A webhook delivery could not be stored');
    return new Response(null, { status: 503, headers: { 'retry-after': '10' } });
  }
}

async function readBody(request: Request): Promise<Buffer | 'too-large' | 'cut-short'> {
  try {
    return (await readBoundedBody(request, largestBody)) ?? 'too-large';
  } catch {
    // The sender went away in the middle: nothing was taken, and nobody reads the answer.
    return 'cut-short';
  }
}

async function store(
  request: Request,
  target: HookTarget,
  delivery: { readonly body: Buffer } | { readonly reason: string },
): Promise<Response> {
  const { projectId, workspaceId, gitlabProjectId } = target;
  const body = 'body' in delivery ? delivery.body : Buffer.alloc(0);
  const payload = 'body' in delivery ? parseJson(body) : undefined;
  const read: ReadDelivery =
    'reason' in delivery
      ? { kind: 'unusable', objectKind: 'unknown', reason: delivery.reason }
      : payload === undefined
        ? { kind: 'unusable', objectKind: 'unknown', reason: 'It is not JSON.' }
        : deliveryReader.read(payload, gitlabProjectId);
  const idempotencyKey =
    'body' in delivery
      ? deliveryReader.idempotencyKey(request.headers, body)
      : `unread:${request.headers.get('idempotency-key')?.slice(0, 128) ?? randomUUID()}`;
  const { isRepetition } = await storeDelivery({
    workspaceId,
    projectId,
    idempotencyKey,
    read,
    payload,
  });
  if (read.kind === 'unusable')
    serverLog().warn({ projectId, reason: read.reason }, 'A delivery is unusable');
  return Response.json({ state: isRepetition ? 'known' : read.kind }, { status: 200 });
}

/** The same for every reason, so that an answer says nothing about which keys there are. */
function refuse(request: Request): Response {
  // What is left of the body is not read; without this the connection could not be used again.
  void request.body?.cancel().catch(() => undefined);
  return new Response(null, { status: 401 });
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
