import { isChild } from '../../ci/pipelines/pipeline-jobs';
import type { PipelineRecord } from '../../ci/records';
import type { Params } from '../../http/read-params';
import type { Store } from '../../store/store';
import { apiStatuses } from './api-statuses';

const SCOPES = ['running', 'pending', 'finished', 'branches', 'tags'] as const;
const ORDERS = ['id', 'status', 'ref', 'updated_at', 'user_id'] as const;
const SOURCES = [
  'unknown',
  'push',
  'web',
  'trigger',
  'schedule',
  'api',
  'external',
  'pipeline',
  'chat',
  'webide',
  'merge_request_event',
  'external_pull_request_event',
  'parent_pipeline',
  'ondemand_dast_scan',
  'ondemand_dast_validation',
  'security_orchestration_policy',
  'container_registry_push',
  'duo_workflow',
  'pipeline_execution_policy_schedule',
] as const;
const FINISHED = ['success', 'failed', 'canceled', 'skipped'];

/** A project's pipelines as the list's parameters ask for them, newest first. Children are listed only by their source. */
export function filterPipelines(store: Store, projectId: number, params: Params): PipelineRecord[] {
  const scope = params.choice('scope', SCOPES);
  const status = params.choice('status', apiStatuses);
  const source = params.choice('source', SOURCES);
  const ref = params.string('ref');
  const sha = params.string('sha');
  const name = params.string('name');
  const username = params.string('username');
  const yamlErrors = params.boolean('yaml_errors');
  const bounds = {
    updatedAfter: params.time('updated_after'),
    updatedBefore: params.time('updated_before'),
    createdAfter: params.time('created_after'),
    createdBefore: params.time('created_before'),
  };
  const userId =
    username === undefined ? null : [...store.users.values()].find((one) => one.username === username)?.id;
  const found = [...store.pipelines.values()].filter(
    (one) =>
      one.projectId === projectId &&
      (source === 'parent_pipeline' || !isChild(one)) &&
      (source === undefined || one.source === source) &&
      (status === undefined || one.status === status) &&
      (ref === undefined || one.ref === ref) &&
      (sha === undefined || one.sha === sha) &&
      (name === undefined || one.name === name) &&
      (userId === null || one.userId === userId) &&
      (yamlErrors === undefined || (one.yamlErrors !== null) === yamlErrors) &&
      inScope(one, scope) &&
      within(one.updatedAt, bounds.updatedAfter, bounds.updatedBefore) &&
      within(one.createdAt, bounds.createdAfter, bounds.createdBefore),
  );
  const order = params.choice('order_by', ORDERS) ?? 'id';
  const direction = params.choice('sort', ['asc', 'desc'] as const) === 'asc' ? 1 : -1;
  return found.sort((a, b) => direction * (compare(key(a, order), key(b, order)) || a.id - b.id));
}

function inScope(pipeline: PipelineRecord, scope: (typeof SCOPES)[number] | undefined): boolean {
  switch (scope) {
    case 'running':
    case 'pending':
      return pipeline.status === scope;
    case 'finished':
      return FINISHED.includes(pipeline.status);
    case 'branches':
      return !pipeline.tag && pipeline.mergeRequestId === null;
    case 'tags':
      return pipeline.tag;
    case undefined:
      return true;
  }
}

function within(time: string, after: Date | undefined, before: Date | undefined): boolean {
  const at = new Date(time);
  return (after === undefined || at > after) && (before === undefined || at < before);
}

function key(pipeline: PipelineRecord, order: (typeof ORDERS)[number]): string | number {
  switch (order) {
    case 'id':
      return pipeline.id;
    case 'status':
      return pipeline.status;
    case 'ref':
      return pipeline.ref;
    case 'updated_at':
      return pipeline.updatedAt;
    case 'user_id':
      return pipeline.userId;
  }
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
