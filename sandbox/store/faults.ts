/** What a test wants to go wrong; set over the control interface, never saved. */
export interface Faults {
  runner: RunnerFault[];
  api: ApiFault[];
  webhooks: WebhookFault[];
  /** Pipelines by API are refused with the 403 that GitLab.com gives to people whose identity is not verified. */
  identityVerificationRequired: boolean;
}

/** The next `remaining` jobs that match end with this reason before their script runs. */
export interface RunnerFault {
  projectId: number | null;
  jobName: string | null;
  failureReason: string;
  /** Whether the job leaves the runner's last words behind, or no trace at all. */
  trace: 'error' | 'none';
  remaining: number;
}

export interface ApiFault {
  /** `GET`, or null for all. */
  method: string | null;
  /** Path prefix or pattern with `*`, e.g. `/api/v4/user*`. A `*` stands for anything, slashes included. */
  path: string;
  /**
   * `status`: this answer instead of the real one; `lost`: the request is carried out and its answer thrown away;
   * `html`: 200 with a page; `truncated`: the real answer cut in half; `hang`: nothing for `delayMs`, then the line is cut;
   * `delay`: the real answer, late.
   */
  kind: 'status' | 'lost' | 'html' | 'truncated' | 'hang' | 'delay';
  status: number;
  retryAfter: number | null;
  delayMs: number;
  /** Share of the matching requests that are hit, spread evenly. */
  ratio: number;
  remaining: number | null;
  /** Bookkeeping of the even spread. */
  due: number;
}

export interface WebhookFault {
  projectId: number | null;
  kind: 'drop' | 'duplicate' | 'delay' | 'shuffle';
  /** Extra copies of a duplicate. */
  copies: number;
  delayMs: number;
  /** Shuffle: how many deliveries are held back and sent in reverse order. */
  window: number;
  ratio: number;
  remaining: number | null;
  due: number;
}

export const noFaults = (): Faults => ({
  runner: [],
  api: [],
  webhooks: [],
  identityVerificationRequired: false,
});

/** Says whether this occasion is hit, spreading `ratio` evenly instead of at random, and counts `remaining` down. */
export function strikes(fault: { ratio: number; due: number; remaining: number | null }): boolean {
  if (fault.remaining !== null && fault.remaining <= 0) return false;
  fault.due += fault.ratio;
  if (fault.due < 1 - 1e-9) return false;
  fault.due -= 1;
  if (fault.remaining !== null) fault.remaining -= 1;
  return true;
}
