import type { Tone } from './face';

export interface HealthFacts {
  readonly hookVerifiedAt: Date | null;
  readonly lastDeliveryAt: Date | null;
  readonly writerState: 'active' | 'broken';
  readonly disconnectedAt?: Date | null;
}

export interface HealthCheck {
  readonly id: 'webhook' | 'deliveries' | 'writer';
  readonly label: string;
  readonly tone: Tone;
  readonly detail: string;
  readonly at: Date | null;
}

/** The set-up of a project, point by point; each says what to do where it is not well. */
export function projectHealth(facts: HealthFacts): HealthCheck[] {
  return [
    facts.hookVerifiedAt
      ? {
          id: 'webhook',
          label: 'Webhook verified',
          tone: 'success',
          detail: 'GitLab delivered a test event',
          at: facts.hookVerifiedAt,
        }
      : {
          id: 'webhook',
          label: 'Webhook not verified',
          tone: 'warning',
          detail:
            'No test event arrived. Failures are still found by polling, later. Connect the project again to retry.',
          at: null,
        },
    facts.lastDeliveryAt
      ? {
          id: 'deliveries',
          label: 'Events arrive',
          tone: 'success',
          detail: 'Last one',
          at: facts.lastDeliveryAt,
        }
      : {
          id: 'deliveries',
          label: 'No events yet',
          tone: 'neutral',
          detail: 'Nothing was delivered so far.',
          at: null,
        },
    facts.writerState === 'active'
      ? {
          id: 'writer',
          label: 'Sign-in works',
          tone: 'success',
          detail: 'Pipemend can read and write here.',
          at: null,
        }
      : {
          id: 'writer',
          label: 'Sign-in broken',
          tone: 'danger',
          detail:
            'The person whose sign-in is used here has to sign in again; until then nothing is read or written.',
          at: null,
        },
  ];
}

/** The one word for a list: the worst point, or `Healthy`. */
export function worstHealth(checks: readonly HealthCheck[]): { readonly label: string; readonly tone: Tone } {
  const worst =
    checks.find(({ tone }) => tone === 'danger') ?? checks.find(({ tone }) => tone === 'warning') ?? null;
  return worst ?? { label: 'Healthy', tone: 'success' };
}
