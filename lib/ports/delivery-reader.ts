/** What a webhook tells us, in our words. */
export type HostEvent =
  | {
      readonly kind: 'pipeline-finished';
      readonly pipelineId: number;
      readonly status: string;
      readonly sha: string;
      readonly ref: string;
      readonly source: string;
      readonly parentPipelineId: number | null;
      readonly mergeRequestIid: number | null;
      readonly finishedAt: string;
      /** Absent where the webhook lists no jobs. */
      readonly newestJobId?: number;
    }
  | {
      readonly kind: 'branch-pushed';
      readonly branch: string;
      readonly before: string | null;
      readonly after: string | null;
      readonly gitlabUserId: number;
    }
  | {
      readonly kind: 'merge-request-ended';
      readonly mergeRequestIid: number;
      readonly state: 'merged' | 'closed';
      readonly updatedAt: string;
    }
  | {
      readonly kind: 'command-written';
      readonly mergeRequestIid: number;
      readonly noteId: number;
      readonly gitlabUserId: number;
      readonly gitlabUsername: string;
      readonly command: 'apply' | 'dismiss' | 'retry' | 'undo';
      readonly fix: string | null;
    };

/** `objectKind` is GitLab's own word, or `unknown`. */
export type ReadDelivery =
  | { readonly kind: 'event'; readonly objectKind: string; readonly event: HostEvent }
  | { readonly kind: 'ignored'; readonly objectKind: string; readonly reason: string }
  | { readonly kind: 'unusable'; readonly objectKind: string; readonly reason: string };

/** What a webhook of a project authenticates with; several of each while they are being rotated. */
export interface HookSecrets {
  readonly tokens: readonly string[];
  readonly signingTokens: readonly string[];
}

export interface HeaderSource {
  get(name: string): string | null;
}

/** Reads deliveries of GitLab's webhooks. Pure: no I/O, the clock is an argument. */
export interface DeliveryReader {
  /**
   * What can be said before the body is read: `refused` (no credential, or a wrong token), `token` (its token is right
   * and it is not signed), `signed` (only the body can tell; `hasToken`: a right token came as well).
   */
  precheck(
    headers: HeaderSource,
    secrets: HookSecrets,
  ): { kind: 'refused' } | { kind: 'token' } | { kind: 'signed'; hasToken: boolean };
  /** True when one of the signatures is right for these very bytes and at most 5 minutes old or ahead. */
  isSigned(headers: HeaderSource, body: Uint8Array, secrets: HookSecrets, now: Date): boolean;
  /** The same for every delivery of the same event. */
  idempotencyKey(headers: HeaderSource, body: Uint8Array): string;
  /** What the body says of this project. */
  read(body: unknown, gitlabProjectId: number): ReadDelivery;
}
