import { redactJson } from '@/lib/log/redact/redact-json';

// What says which event it was. Jobs, commits, labels and the like GitLab still has, should anybody ask.
const kept = [
  'object_kind',
  'event_type',
  'object_attributes',
  'project',
  'project_id',
  'user',
  'user_id',
  'user_username',
  'merge_request',
  'source_pipeline',
  'ref',
  'before',
  'after',
  'checkout_sha',
  'total_commits_count',
];

/** What is kept of a webhook's body: the parts that say what happened, without the secrets in them. */
export function keptPayload(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return null;
  const parts = kept.flatMap((name) =>
    name in payload ? [[name, payload[name as keyof typeof payload]]] : [],
  );
  return redactJson(Object.fromEntries(parts) as object);
}
