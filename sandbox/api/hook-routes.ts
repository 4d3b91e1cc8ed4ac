import { Hono } from 'hono';

import { testPayload, TEST_TRIGGERS } from '../hooks/test-payload';
import { alertStatus } from '../hooks/pause-rule';
import { ApiError, invalidParameter, notFound, unprocessable } from '../http/api-error';
import type { ApiContext, ApiEnv } from '../http/context';
import { requireMember } from '../http/guards';
import { paginate } from '../http/paginate';
import { readParams } from '../http/read-params';
import type { Params } from '../http/read-params';
import { ACCESS } from '../store/records';
import type { HookEventRecord, HookRecord } from '../store/records';

const TESTS_A_MINUTE = 5;

/** Webhooks of projects: set up, look at, test, and what was sent. */
export function hookRoutes(): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();

  app.get('/projects/:id/hooks', (c) => {
    const { project } = requireMember(c, ACCESS.maintainer);
    const hooks = [...c.var.sandbox.store.hooks.values()].filter((hook) => hook.projectId === project.id);
    return c.json(paginate(c, hooks).map((hook) => hookShape(c, hook)));
  });

  app.get('/projects/:id/hooks/:hook_id', (c) => c.json(hookShape(c, requireHook(c))));

  app.post('/projects/:id/hooks', async (c) => {
    const { sandbox } = c.var;
    const { project } = requireMember(c, ACCESS.maintainer);
    const params = await readParams(c);
    const hook: HookRecord = {
      id: sandbox.store.nextId('hook'),
      projectId: project.id,
      url: urlOf(params.requiredString('url')),
      name: null,
      description: null,
      token: null,
      signingToken: null,
      pushEvents: true,
      pushEventsBranchFilter: '',
      tagPushEvents: false,
      mergeRequestsEvents: false,
      noteEvents: false,
      pipelineEvents: false,
      jobEvents: false,
      enableSslVerification: true,
      createdAt: sandbox.clock.now().toISOString(),
      failuresInARow: 0,
      disabledUntil: null,
      testsAt: [],
    };
    change(hook, params);
    sandbox.store.hooks.set(hook.id, hook);
    return c.json(hookShape(c, hook), 201);
  });

  app.put('/projects/:id/hooks/:hook_id', async (c) => {
    const hook = requireHook(c);
    const params = await readParams(c);
    hook.url = params.has('url') ? urlOf(params.requiredString('url')) : hook.url;
    change(hook, params);
    return c.json(hookShape(c, hook));
  });

  app.delete('/projects/:id/hooks/:hook_id', (c) => {
    c.var.sandbox.store.hooks.delete(requireHook(c).id);
    return c.body(null, 204);
  });

  app.post('/projects/:id/hooks/:hook_id/test/:trigger', async (c) => {
    const { sandbox } = c.var;
    const hook = requireHook(c);
    const kind = TEST_TRIGGERS[c.req.param('trigger')];
    if (!kind) throw invalidParameter('trigger does not have a valid value');
    limitTests(c, hook);
    const { user } = requireMember(c, ACCESS.maintainer);
    const payload = await testPayload(sandbox, hook.projectId, user.id, kind);
    if (!payload)
      throw unprocessable(`Ensure the project has something to send for ${c.req.param('trigger')}.`);
    const answer = await sandbox.hooks.test(hook, kind, payload);
    if (answer.status === null) throw unprocessable(answer.error ?? 'internal error');
    if (answer.status >= 400) throw unprocessable(answer.body || String(answer.status));
    return c.json({ message: '201 Created' }, 201);
  });

  app.get('/projects/:id/hooks/:hook_id/events', async (c) => {
    const hook = requireHook(c);
    const status = (await readParams(c)).list('status');
    const events = [...c.var.sandbox.store.hookEvents.values()]
      .filter((event) => event.hookId === hook.id && (!status || status.some((one) => hasStatus(event, one))))
      .reverse();
    return c.json(paginate(c, events).map(eventShape));
  });

  app.post('/projects/:id/hooks/:hook_id/events/:hook_log_id/resend', async (c) => {
    const { sandbox } = c.var;
    const hook = requireHook(c);
    const event = sandbox.store.hookEvents.get(Number(c.req.param('hook_log_id')));
    if (!event || event.hookId !== hook.id) throw notFound();
    limitTests(c, hook);
    const kind = Object.values(TEST_TRIGGERS).find((one) => one === event.eventName) ?? 'push';
    const answer = await sandbox.hooks.resend(hook, kind, event.requestData, event.idempotencyKey);
    return c.json({ response_status: answer.status ?? 'internal error' }, 201);
  });
  return app;
}

function requireHook(c: ApiContext): HookRecord {
  const { project } = requireMember(c, ACCESS.maintainer);
  const hook = c.var.sandbox.store.hooks.get(Number(c.req.param('hook_id')));
  if (!hook || hook.projectId !== project.id) throw notFound();
  return hook;
}

/** Five tests or repetitions a minute, as GitLab allows. */
function limitTests(c: ApiContext, hook: HookRecord): void {
  const now = c.var.sandbox.clock.now();
  hook.testsAt = hook.testsAt.filter((at) => now.getTime() - new Date(at).getTime() < 60_000);
  if (hook.testsAt.length >= TESTS_A_MINUTE)
    throw new ApiError(
      429,
      { message: { error: 'This endpoint has been requested too many times. Try again later.' } },
      { 'Retry-After': '60' },
    );
  hook.testsAt.push(now.toISOString());
}

/** Addresses on this machine are fine here; a GitLab elsewhere asks its administrator first. */
function urlOf(text: string): string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw unprocessable('Invalid url given');
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw unprocessable('Invalid url given');
  return text;
}

function change(hook: HookRecord, params: Params): void {
  hook.name = params.string('name') ?? hook.name;
  hook.description = params.string('description') ?? hook.description;
  hook.token = params.string('token') ?? hook.token;
  hook.signingToken = params.string('signing_token') ?? hook.signingToken;
  hook.pushEvents = params.boolean('push_events') ?? hook.pushEvents;
  hook.pushEventsBranchFilter = params.string('push_events_branch_filter') ?? hook.pushEventsBranchFilter;
  hook.tagPushEvents = params.boolean('tag_push_events') ?? hook.tagPushEvents;
  hook.mergeRequestsEvents = params.boolean('merge_requests_events') ?? hook.mergeRequestsEvents;
  hook.noteEvents = params.boolean('note_events') ?? hook.noteEvents;
  hook.pipelineEvents = params.boolean('pipeline_events') ?? hook.pipelineEvents;
  hook.jobEvents = params.boolean('job_events') ?? hook.jobEvents;
  hook.enableSslVerification = params.boolean('enable_ssl_verification') ?? hook.enableSslVerification;
}

/** A hook without its secrets, which no answer ever gives back. */
function hookShape(c: ApiContext, hook: HookRecord) {
  return {
    id: hook.id,
    url: hook.url,
    name: hook.name,
    description: hook.description,
    created_at: hook.createdAt,
    push_events: hook.pushEvents,
    tag_push_events: hook.tagPushEvents,
    merge_requests_events: hook.mergeRequestsEvents,
    repository_update_events: false,
    enable_ssl_verification: hook.enableSslVerification,
    alert_status: alertStatus(hook, c.var.sandbox.clock.now()),
    disabled_until: hook.disabledUntil,
    url_variables: [],
    push_events_branch_filter: hook.pushEventsBranchFilter,
    branch_filter_strategy: 'wildcard',
    custom_webhook_template: null,
    custom_headers: [],
    project_id: hook.projectId,
    issues_events: false,
    confidential_issues_events: false,
    note_events: hook.noteEvents,
    confidential_note_events: null,
    pipeline_events: hook.pipelineEvents,
    wiki_page_events: false,
    deployment_events: false,
    feature_flag_events: false,
    job_events: hook.jobEvents,
    releases_events: false,
    milestone_events: false,
    emoji_events: false,
    resource_access_token_events: false,
    vulnerability_events: false,
  };
}

function eventShape(event: HookEventRecord) {
  return {
    id: event.id,
    url: event.url,
    trigger: event.trigger,
    request_headers: event.requestHeaders,
    request_data: event.requestData,
    response_headers: event.responseHeaders,
    response_body: event.responseBody,
    execution_duration: event.executionDuration,
    response_status: event.responseStatus,
  };
}

/** `200`, or a class: `successful`, `client_failure`, `server_failure`. */
function hasStatus(event: HookEventRecord, wanted: string): boolean {
  const status = Number(event.responseStatus);
  if (wanted === 'successful') return status >= 200 && status < 300;
  if (wanted === 'client_failure') return status >= 400 && status < 500;
  if (wanted === 'server_failure') return status >= 500 || Number.isNaN(status);
  return event.responseStatus === wanted;
}
