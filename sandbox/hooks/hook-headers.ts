import { createHmac } from 'node:crypto';

import type { HookRecord } from '../store/records';
import type { HookKind } from './hooks';

export const EVENT_NAMES: Record<HookKind, string> = {
  push: 'Push Hook',
  tag_push: 'Tag Push Hook',
  pipeline: 'Pipeline Hook',
  job: 'Job Hook',
  merge_request: 'Merge Request Hook',
  note: 'Note Hook',
};

export interface DeliveryIds {
  idempotencyKey: string;
  eventUuid: string;
  webhookUuid: string;
}

/** The headers of one delivery. A signing token that begins with `whsec_` holds its key in base64 after that. */
export function hookHeaders(
  hook: HookRecord,
  kind: HookKind,
  ids: DeliveryIds,
  instance: string,
  body: string,
  now: Date,
): Record<string, string> {
  const headers: Record<string, string> = {
    'Content-Type': 'application/json',
    'User-Agent': 'GitLab/18.6.0',
    'Idempotency-Key': ids.idempotencyKey,
    'X-Gitlab-Event': EVENT_NAMES[kind],
    'X-Gitlab-Webhook-UUID': ids.webhookUuid,
    'X-Gitlab-Instance': instance,
    'X-Gitlab-Event-UUID': ids.eventUuid,
  };
  if (hook.token !== null && hook.token !== '') headers['X-Gitlab-Token'] = hook.token.replace(/[\r\n]/g, '');
  if (hook.signingToken !== null && hook.signingToken !== '') {
    const timestamp = String(Math.floor(now.getTime() / 1000));
    headers['webhook-id'] = ids.idempotencyKey;
    headers['webhook-timestamp'] = timestamp;
    headers['webhook-signature'] =
      `v1,${createHmac('sha256', signingKey(hook.signingToken)).update(`${ids.idempotencyKey}.${timestamp}.${body}`).digest('base64')}`;
  }
  return headers;
}

function signingKey(token: string): Buffer {
  const prefix = 'whsec_';
  return token.startsWith(prefix) ? Buffer.from(token.slice(prefix.length), 'base64') : Buffer.from(token);
}
