import { randomUUID } from 'node:crypto';

import { matchesBranch } from '../access/can-push';
import type { Sandbox } from '../sandbox';
import { strikes } from '../store/faults';
import type { WebhookFault } from '../store/faults';
import type { HookRecord } from '../store/records';
import { EVENT_NAMES, hookHeaders } from './hook-headers';
import type { DeliveryIds } from './hook-headers';
import type { HookControl, HookKind, HookListener } from './hooks';
import { alertStatus, recordOutcome } from './pause-rule';
import { postHook } from './post-hook';
import type { HookAnswer } from './post-hook';

const KEPT_EVENTS = 2_000;

interface Delivery {
  hook: HookRecord;
  kind: HookKind;
  payload: object;
  ids: DeliveryIds;
}

/**
 * Sends webhooks as GitLab does: once each, no second try of its own, several at the same time, and none while the hook is
 * paused. The faults that a test has set (lost, doubled, late, shuffled) apply here.
 */
export class HookSender implements HookControl {
  private readonly underWay = new Set<Promise<unknown>>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly heldBack = new Map<WebhookFault, Delivery[]>();
  private readonly listeners: HookListener[] = [];
  private stopped = false;

  constructor(private readonly sandbox: Sandbox) {}

  emit(projectId: number, kind: HookKind, payload: object, eventUuid: string = randomUUID()): void {
    this.sandbox.store.touch();
    // The payload is what is true now; the records it was made from go on changing.
    const snapshot = structuredClone(payload);
    for (const listener of this.listeners) listener(projectId, kind, snapshot);
    for (const hook of this.sandbox.store.hooks.values()) {
      if (hook.projectId !== projectId || !wants(hook, kind, payload)) continue;
      const ids = { idempotencyKey: randomUUID(), webhookUuid: randomUUID(), eventUuid };
      this.schedule({ hook, kind, payload: snapshot, ids });
    }
  }

  async test(hook: HookRecord, kind: HookKind, payload: object): Promise<HookAnswer> {
    const ids = { idempotencyKey: randomUUID(), webhookUuid: randomUUID(), eventUuid: randomUUID() };
    return this.send({ hook, kind, payload, ids }, null);
  }

  async resend(
    hook: HookRecord,
    kind: HookKind,
    payload: object,
    idempotencyKey: string,
  ): Promise<HookAnswer> {
    const ids = { idempotencyKey, webhookUuid: randomUUID(), eventUuid: randomUUID() };
    return this.send({ hook, kind, payload, ids }, null);
  }

  releaseHeldBack(): void {
    for (const deliveries of this.heldBack.values())
      for (const delivery of deliveries.reverse()) this.start(delivery, 'shuffle');
    this.heldBack.clear();
  }

  listen(listener: HookListener): void {
    this.listeners.push(listener);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    await Promise.allSettled(this.underWay);
  }

  private schedule(delivery: Delivery): void {
    const fault = this.sandbox.store.faults.webhooks.find(
      (one) => (one.projectId === null || one.projectId === delivery.hook.projectId) && strikes(one),
    );
    if (!fault) return this.start(delivery, null);
    switch (fault.kind) {
      case 'drop':
        return this.note(delivery, null, 'drop');
      case 'duplicate':
        for (let copy = 0; copy <= fault.copies; copy += 1)
          this.start(delivery, copy === 0 ? null : 'duplicate');
        return;
      case 'delay': {
        const timer = setTimeout(() => {
          this.timers.delete(timer);
          this.start(delivery, 'delay');
        }, fault.delayMs);
        this.timers.add(timer);
        return;
      }
      case 'shuffle': {
        const held = this.heldBack.get(fault) ?? [];
        held.push(delivery);
        this.heldBack.set(fault, held);
        if (held.length < fault.window) return;
        this.heldBack.delete(fault);
        for (const one of held.reverse()) this.start(one, 'shuffle');
      }
    }
  }

  private start(delivery: Delivery, fault: string | null): void {
    if (this.stopped) return;
    if (alertStatus(delivery.hook, this.sandbox.clock.now()) !== 'executable')
      return this.note(delivery, null, 'paused');
    const sending = this.send(delivery, fault).finally(() => this.underWay.delete(sending));
    this.underWay.add(sending);
  }

  private async send(delivery: Delivery, fault: string | null): Promise<HookAnswer> {
    const { store, clock, config } = this.sandbox;
    const { hook, kind, payload, ids } = delivery;
    const body = JSON.stringify(payload);
    const headers = hookHeaders(hook, kind, ids, config.baseUrl, body, clock.now());
    const answer = await postHook(hook.url, headers, body);
    recordOutcome(hook, answer.status !== null && answer.status < 400, clock.now());
    this.note(delivery, answer, fault);
    const id = store.nextId('hookEvent');
    store.hookEvents.set(id, {
      id,
      hookId: hook.id,
      projectId: hook.projectId,
      url: hook.url,
      trigger: `${kind}_hooks`,
      eventName: kind,
      idempotencyKey: ids.idempotencyKey,
      eventUuid: ids.eventUuid,
      requestData: payload,
      requestHeaders: {
        ...headers,
        ...(headers['X-Gitlab-Token'] === undefined ? {} : { 'X-Gitlab-Token': '[REDACTED]' }),
      },
      responseStatus: answer.status === null ? 'internal error' : String(answer.status),
      responseBody: answer.body,
      responseHeaders: answer.headers,
      executionDuration: answer.seconds,
      createdAt: clock.now().toISOString(),
    });
    const oldest = id - KEPT_EVENTS;
    if (oldest > 0) store.hookEvents.delete(oldest);
    store.touch();
    return answer;
  }

  private note(delivery: Delivery, answer: HookAnswer | null, fault: string | null): void {
    this.sandbox.store.journal.add({
      kind: 'delivery',
      at: this.sandbox.clock.now().toISOString(),
      projectId: delivery.hook.projectId,
      hookId: delivery.hook.id,
      event: EVENT_NAMES[delivery.kind],
      idempotencyKey: delivery.ids.idempotencyKey,
      status: answer?.status ?? null,
      error: answer?.error ?? null,
      fault,
    });
  }
}

function wants(hook: HookRecord, kind: HookKind, payload: object): boolean {
  switch (kind) {
    case 'push': {
      const branch =
        'ref' in payload && typeof payload.ref === 'string' ? payload.ref.replace('refs/heads/', '') : '';
      return (
        hook.pushEvents &&
        (hook.pushEventsBranchFilter === '' || matchesBranch(hook.pushEventsBranchFilter, branch))
      );
    }
    case 'tag_push':
      return hook.tagPushEvents;
    case 'pipeline':
      return hook.pipelineEvents;
    case 'job':
      return hook.jobEvents;
    case 'merge_request':
      return hook.mergeRequestsEvents;
    case 'note':
      return hook.noteEvents;
  }
}
