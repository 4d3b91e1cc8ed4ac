export type HookKind = 'push' | 'tag_push' | 'pipeline' | 'job' | 'merge_request' | 'note';

/** Sends webhooks; delivery happens later and never throws into the caller. */
export interface Hooks {
  /**
   * Hands an event to every enabled hook of the project that asked for this kind.
   * `eventUuid` ties events that cause one another together; a new one is made when it is left out.
   */
  emit(projectId: number, kind: HookKind, payload: object, eventUuid?: string): void;
}
