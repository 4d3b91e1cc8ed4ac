import { createHash } from 'node:crypto';

import { z } from 'zod';

import type { HeaderSource } from '@/lib/ports/delivery-reader';

/**
 * What a repetition of the same delivery is recognised by: GitLab's `Idempotency-Key` (17.4 and later), else
 * `webhook-id`, else a digest of what the body says happened, else of the body itself.
 */
export function deliveryKey(headers: HeaderSource, body: Uint8Array): string {
  const given = headers.get('idempotency-key') ?? headers.get('webhook-id');
  if (given !== null && /^[\w.:-]{8,128}$/.test(given)) return given;
  const hook = headers.get('x-gitlab-webhook-uuid') ?? '';
  return `digest:${createHash('sha256').update(hook).update('\0').update(describe(body)).digest('hex')}`;
}

const happening = z.object({
  object_kind: z.enum(['pipeline', 'build', 'merge_request', 'note']),
  build_id: z.number().nullish(),
  build_status: z.string().nullish(),
  object_attributes: z
    .object({
      id: z.number().nullish(),
      status: z.string().nullish(),
      action: z.string().nullish(),
      updated_at: z.string().nullish(),
      finished_at: z.string().nullish(),
    })
    .nullish(),
});

function describe(body: Uint8Array): Uint8Array | string {
  const parsed = happening.safeParse(parseJson(body));
  const {
    object_kind: kind,
    object_attributes: about,
    build_id: id,
    build_status: status,
  } = parsed.data ?? {};
  const objectId = about?.id ?? id;
  if (objectId === undefined || objectId === null) return body;
  const when = about?.updated_at ?? about?.finished_at ?? null;
  // Without a time two different events could look alike: then only the same bytes are the same event.
  if (when === null) return body;
  return JSON.stringify([kind, objectId, about?.status ?? status ?? about?.action ?? null, when]);
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8')) as unknown;
  } catch {
    // A body that is no JSON is known by its bytes.
    return null;
  }
}
