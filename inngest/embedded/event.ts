import { z } from 'zod';

/** An event as functions see it. */
export interface EngineEvent {
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
  /** Milliseconds, by the clock of whoever sent it. */
  readonly ts: number;
  readonly v?: string | undefined;
  readonly meta?: unknown;
}

// PostgreSQL takes no NUL character in a text.
const plainText = z
  .string()
  .min(1)
  .refine((text) => !text.includes('\0'), 'must not contain a NUL character');

/** An event as it is sent. Fields that we do not know are dropped. */
export const sentEventSchema = z.object({
  name: plainText.max(256),
  data: z.unknown().optional(),
  id: plainText.nullish(),
  ts: z.number().int().nullish(),
  v: z.string().nullish(),
  meta: z.unknown().optional(),
});

export type SentEvent = z.infer<typeof sentEventSchema>;

export const internalEvents = {
  finished: 'inngest/function.finished',
  failed: 'inngest/function.failed',
  cancelled: 'inngest/function.cancelled',
  invoked: 'inngest/function.invoked',
  cron: 'inngest/scheduled.timer',
} as const;
