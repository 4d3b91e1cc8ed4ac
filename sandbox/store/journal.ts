interface RequestEntry {
  kind: 'request';
  at: string;
  method: string;
  /** The route's pattern, e.g. `/api/v4/projects/:id/jobs/:job_id/trace`. */
  route: string;
  path: string;
  /** Query as sent, without the leading `?`; tokens in it are left out. */
  query: string;
  username: string | null;
  status: number;
}

export interface DeliveryEntry {
  kind: 'delivery';
  at: string;
  projectId: number;
  hookId: number;
  event: string;
  idempotencyKey: string;
  /** The receiver's status, or null with the reason in `error`. */
  status: number | null;
  error: string | null;
  /** What a fault did to it, if any. */
  fault: string | null;
}

export type JournalEntry = RequestEntry | DeliveryEntry;

const LIMIT = 200_000;

/** Every request answered and every webhook sent, for tests that count them. Oldest entries fall out at the limit. */
export class Journal {
  private entries: JournalEntry[] = [];

  add(entry: JournalEntry): void {
    this.entries.push(entry);
    if (this.entries.length > LIMIT) this.entries.splice(0, LIMIT / 10);
  }

  list(): readonly JournalEntry[] {
    return this.entries;
  }

  clear(): void {
    this.entries = [];
  }
}
