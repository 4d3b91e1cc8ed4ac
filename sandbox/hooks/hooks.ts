import type { HookRecord } from '../store/records';
import type { HookAnswer } from './post-hook';

export type HookKind = 'push' | 'tag_push' | 'pipeline' | 'job' | 'merge_request' | 'note';

export type HookListener = (projectId: number, kind: HookKind, payload: object) => void;

/** Sends webhooks; delivery happens later and never throws into the caller. */
interface Hooks {
  /**
   * Hands an event to every enabled hook of the project that asked for this kind.
   * `eventUuid` ties events that cause one another together; a new one is made when it is left out.
   */
  emit(projectId: number, kind: HookKind, payload: object, eventUuid?: string): void;
}

/** What the hooks API and the control interface ask besides. */
export interface HookControl extends Hooks {
  /** Sends now, paused or not, as the test button does; a success lifts the pause. */
  test(hook: HookRecord, kind: HookKind, payload: object): Promise<HookAnswer>;
  /** Sends a delivery again under its old idempotency key. */
  resend(hook: HookRecord, kind: HookKind, payload: object, idempotencyKey: string): Promise<HookAnswer>;
  /** Sends what a shuffle still holds back, newest first. */
  releaseHeldBack(): void;
  /** Calls back for every event, whether or not a hook wants it. */
  listen(listener: HookListener): void;
  stop(): Promise<void>;
}
